import type { Size } from './camera';

/** A label that would like to stand centred above (x, y), in CSS pixels. */
export interface LabelWish {
  readonly id: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Of the text. */
  readonly width: number;
  /** The heavier is placed first. */
  readonly weight: number;
}

/** A part of the screen that is taken already, in CSS pixels from the top left corner. */
export interface TakenBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Centre of a placed label. */
export interface PlacedLabel {
  readonly id: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const LABEL_HEIGHT = 16;
const LIFT = 12;
const GAP = 6;

/**
 * Greedy placement, heaviest first: above its anchor, else below it, else not at all. Labels never
 * overlap one another nor what is taken; those whose anchor is off the screen are left out. As
 * zooming pulls anchors apart, more find room. O(w · p) for w wishes of which p are placed; at most
 * `limit` are.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  size: Size,
  limit: number,
  taken: readonly TakenBox[] = [],
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const byWeight = [...wishes].sort((a, b) => b.weight - a.weight || a.id - b.id);
  for (const { id, text, x, y, width } of byWeight) {
    if (placed.length >= limit) break;
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const centre = Math.min(Math.max(x, width / 2), Math.max(width / 2, size.width - width / 2));
    const free = [y - LIFT, y + LIFT].find(
      (at) =>
        !placed.some((other) => overlaps(other, centre, at, width)) &&
        !taken.some((box) => covers(box, centre, at, width)),
    );
    if (free !== undefined) placed.push({ id, text, x: centre, y: free, width });
  }
  return placed;
}

function overlaps(label: PlacedLabel, x: number, y: number, width: number): boolean {
  return (
    Math.abs(label.x - x) < (label.width + width) / 2 + GAP && Math.abs(label.y - y) < LABEL_HEIGHT
  );
}

function covers(box: TakenBox, x: number, y: number, width: number): boolean {
  const [half, tall] = [width / 2 + GAP, LABEL_HEIGHT / 2];
  return (
    x + half > box.left &&
    x - half < box.left + box.width &&
    y + tall > box.top &&
    y - tall < box.top + box.height
  );
}

/** The label under a screen point, or null. */
export function labelAt(placed: readonly PlacedLabel[], x: number, y: number): PlacedLabel | null {
  return (
    placed.find(
      (label) =>
        Math.abs(label.x - x) <= label.width / 2 && Math.abs(label.y - y) <= LABEL_HEIGHT / 2,
    ) ?? null
  );
}
