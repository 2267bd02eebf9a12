import type { Camera, Size } from './camera';
import { EMPHASIS, SLOT_COUNT, SLOT_MASK, drawOrder, relativeRadius } from './point-style';
import { POINT_ALPHA, type Palette, type PointRenderer } from './renderer';

const VERTEX = `#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in uint style;
uniform vec2 scale;
uniform vec2 offset;
uniform float radius;
uniform vec3 palette[${SLOT_COUNT}];
uniform float radii[${SLOT_COUNT * 2}];
flat out vec3 colour;
flat out float half_size;
flat out uint shape;
void main() {
  uint slot = style & ${SLOT_MASK}u;
  uint emphasised = (style & ${EMPHASIS}u) == 0u ? 0u : 1u;
  half_size = radius * radii[slot * 2u + emphasised] + 1.0;
  colour = palette[slot];
  shape = slot < 12u ? slot % 4u : 0u;
  gl_Position = vec4(position * scale + offset, 0.0, 1.0);
  gl_PointSize = 2.0 * half_size;
}`;

/** The four distances are scaled so that all shapes cover about the same area. */
const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec3 colour;
flat in float half_size;
flat in uint shape;
uniform float alpha;
out vec4 result;
void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * half_size;
  vec2 q = abs(p);
  float d = length(p);
  if (shape == 1u) d = max(q.x, q.y) * 1.12;
  if (shape == 2u) d = (q.x + q.y) * 0.8;
  if (shape == 3u) d = max(q.x * 0.87 - p.y * 0.5, p.y) * 1.28;
  float cover = clamp(half_size - 0.5 - d, 0.0, 1.0) * alpha;
  if (cover <= 0.0) discard;
  result = vec4(colour * cover, cover);
}`;

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * @throws Error where WebGL2 is missing, refuses the shaders, or runs in software: there it blocks
 *   the page for longer than the rasteriser needs
 */
export function createWebglRenderer(canvas: HTMLCanvasElement): PointRenderer {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false });
  if (!gl) throw new Error('WebGL2 is not available.');
  if (SOFTWARE.test(rendererName(gl))) throw new Error('WebGL2 would run in software.');
  const program = link(gl);
  const uniform = (name: string) => gl.getUniformLocation(program, name);
  const [scale, offset, radiusAt, paletteAt, radiiAt, alpha] = [
    'scale',
    'offset',
    'radius',
    'palette',
    'radii',
    'alpha',
  ].map(uniform);
  const positions = gl.createBuffer();
  const styles = gl.createBuffer();
  const order = gl.createBuffer();
  let count = 0;

  gl.useProgram(program);
  gl.bindVertexArray(gl.createVertexArray());
  gl.bindBuffer(gl.ARRAY_BUFFER, positions);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, styles);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_BYTE, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.uniform1f(alpha, POINT_ALPHA);
  const radii = Array.from({ length: SLOT_COUNT * 2 }, (_, i) =>
    relativeRadius((i >> 1) | (i & 1 ? EMPHASIS : 0)),
  );
  gl.uniform1fv(radiiAt, radii);

  return {
    setPoints(points: Float32Array) {
      gl.bindBuffer(gl.ARRAY_BUFFER, positions);
      gl.bufferData(gl.ARRAY_BUFFER, points, gl.STATIC_DRAW);
    },
    setStyles(bytes: Uint8Array) {
      count = bytes.length;
      gl.bindBuffer(gl.ARRAY_BUFFER, styles);
      gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawOrder(bytes), gl.STATIC_DRAW);
    },
    setPalette({ slots, background }: Palette) {
      gl.uniform3fv(
        paletteAt,
        slots.flat().map((channel) => channel / 255),
      );
      gl.clearColor(background[0] / 255, background[1] / 255, background[2] / 255, 1);
    },
    draw(camera: Camera, size: Size, pixelRatio: number, radius: number) {
      const perX = (2 * camera.scale) / size.width;
      const perY = (2 * camera.scale) / size.height;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(scale, perX, perY);
      gl.uniform2f(offset, -camera.x * perX, -camera.y * perY);
      gl.uniform1f(radiusAt, radius * pixelRatio);
      gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 0);
    },
    destroy() {
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

/** Chromium hides the name behind an extension, Firefox gives it at once. */
function rendererName(gl: WebGL2RenderingContext): string {
  const name = String(gl.getParameter(gl.RENDERER));
  if (!name.startsWith('WebKit')) return name;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : name;
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('WebGL2 lost its context.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`WebGL2 refused the shaders: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}
