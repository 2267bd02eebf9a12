/** A view of the plane: y points up in data, down on the screen. */
export interface Camera {
  /** Data coordinates in the middle of the screen. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels per unit of data. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Room in CSS pixels to leave at the edges. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Extent of the finite points, row-major n×2; a unit square around 0 when there are none. */
export function boundsOf(points: Float32Array): Bounds {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i];
    const y = points[i + 1];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return minX <= maxX
    ? { minX, minY, maxX, maxY }
    : { minX: -0.5, minY: -0.5, maxX: 0.5, maxY: 0.5 };
}

/** The camera that shows `bounds` as large as the insets allow, in the middle of what they leave. */
export function fitCamera(bounds: Bounds, size: Size, insets: Insets): Camera {
  const width = Math.max(1, size.width - insets.left - insets.right);
  const height = Math.max(1, size.height - insets.top - insets.bottom);
  const spanX = bounds.maxX - bounds.minX || 1e-6;
  const spanY = bounds.maxY - bounds.minY || 1e-6;
  const scale = Math.min(width / spanX, height / spanY);
  return {
    x: (bounds.minX + bounds.maxX) / 2 - (insets.left - insets.right) / 2 / scale,
    y: (bounds.minY + bounds.maxY) / 2 + (insets.top - insets.bottom) / 2 / scale,
    scale,
  };
}

export function screenX(camera: Camera, size: Size, x: number): number {
  return (x - camera.x) * camera.scale + size.width / 2;
}

export function screenY(camera: Camera, size: Size, y: number): number {
  return (camera.y - y) * camera.scale + size.height / 2;
}

export function dataX(camera: Camera, size: Size, x: number): number {
  return camera.x + (x - size.width / 2) / camera.scale;
}

export function dataY(camera: Camera, size: Size, y: number): number {
  return camera.y - (y - size.height / 2) / camera.scale;
}

/** Moves the picture by CSS pixels, as a drag does. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return {
    x: camera.x - dx / camera.scale,
    y: camera.y + dy / camera.scale,
    scale: camera.scale,
  };
}

/**
 * Zooms by `factor` and leaves what is under the screen point (x, y) where it is.
 * @param limits least and greatest scale
 */
export function zoomAt(
  camera: Camera,
  size: Size,
  factor: number,
  x: number,
  y: number,
  limits: readonly [number, number],
): Camera {
  const scale = Math.min(limits[1], Math.max(limits[0], camera.scale * factor));
  const fixedX = dataX(camera, size, x);
  const fixedY = dataY(camera, size, y);
  return {
    x: fixedX - (x - size.width / 2) / scale,
    y: fixedY + (y - size.height / 2) / scale,
    scale,
  };
}
