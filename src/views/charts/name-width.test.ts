import { expect, test } from 'vitest';
import { cutToEms, nameEms } from './name-width';

test('names get the room that their letters need', () => {
  // Advance widths of DejaVu Sans, the widest of the usual fonts: n .634, e .615, w .818, c .55,
  // o .612, m .974, r .411; "1" .636.
  expect(nameEms('newcomer')).toBeGreaterThan(5.23);
  expect(nameEms('newcomer')).toBeLessThan(6.5);
  expect(nameEms('mmmm')).toBeGreaterThan(4 * 0.974 - 1e-9);
  expect(nameEms('1111')).toBeGreaterThan(4 * 0.636);
  expect(nameEms('模型')).toBe(2);
});

test('a name is cut to its room, and stays whole where it fits', () => {
  expect(cutToEms('gpt-4', 10)).toBe('gpt-4');
  const cut = cutToEms('FuseChat-Llama-3.2-1B-Instruct', 6);
  expect(cut).toMatch(/^FuseCha.*…$/);
  expect(nameEms(cut)).toBeLessThanOrEqual(6);
});
