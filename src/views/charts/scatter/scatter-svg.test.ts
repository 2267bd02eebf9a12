import { describe, expect, it } from 'vitest';
import { SLOT_COUNT } from './point-style';
import { scatterSvg } from './scatter-svg';

const theme = {
  palette: {
    slots: Array.from({ length: SLOT_COUNT }, (_, i) => [i, 0, 0] as const),
    background: [255, 255, 255] as const,
  },
  ink: '#111',
  background: '#fff',
  accent: '#a70',
  accentSoft: '#fed',
  line: '#ccc',
  font: '"Noto Sans", sans-serif',
};
const view = { camera: { x: 0, y: 0, scale: 10 }, size: { width: 100, height: 100 }, radius: 2 };

describe('scatterSvg', () => {
  it('puts points of one style into one path, and leaves out those outside', () => {
    const points = Float32Array.of(0, 0, 1, 1, 2, 2, 99, 0, NaN, 0);
    const svg = scatterSvg(points, Uint8Array.of(0, 0, 4, 4, 4), [], view, theme);
    const paths = [...svg.matchAll(/<path fill="rgb\((\d+),0,0\)" d="([^"]*)"/g)];
    expect(paths.map(([, slot, d]) => [slot, d.match(/M/g)?.length])).toEqual([
      ['0', 2],
      ['4', 1],
    ]);
    // (1, 1) at ten pixels a unit, y up, less the radius to the left.
    expect(svg).toContain('M58.0 40.0');
  });

  it('writes names as text, never as markup', () => {
    const label = { id: 1, text: '<script>"&', x: 0, y: 0, weight: 1 };
    const svg = scatterSvg(Float32Array.of(0, 0), Uint8Array.of(0), [label], view, theme);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script>'.replace('>', '&#62;'));
  });
});
