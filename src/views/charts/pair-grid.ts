import { cutToEms, nameEms } from './name-width';

/** One class of cells: drawn as one path, so that a hundred models cost a few nodes. */
export interface CellClass {
  readonly id: string;
  /** A colour of the style sheet, such as `var(--c0)`. */
  readonly fill: string;
  readonly opacity: number;
  /** Side of the square as a share of the cell, 0 to 1. */
  readonly size: number;
}

/** Of the letters, and where rows of names are as near to each other as can be read. */
export const GRID_TEXT_PX = 11;
const LEAST_NAMED_CELL_PX = 10;
const MOST_CELL_PX = 40;
/** Narrower, names would all be cut to the same few letters. */
const LEAST_NAMES_PX = 56;
const MOST_NAMES_PX = 104;
/** Between a name and the cells. */
export const NAME_GAP_PX = 5;

export interface GridSize {
  readonly cellPx: number;
  /** Room of the names at the left and at the top, the gap included; 0 where they have none. */
  readonly namesPx: number;
  /** The names as they fit. */
  readonly names: readonly string[];
}

/** How a square of cells with names at two sides fits into a width: names keep their letters' size. */
export function gridSize(names: readonly string[], widthPx: number): GridSize {
  const count = Math.max(1, names.length);
  const spare = widthPx - count * LEAST_NAMED_CELL_PX - NAME_GAP_PX;
  const named = spare >= LEAST_NAMES_PX;
  const ems = Math.min(spare, MOST_NAMES_PX) / GRID_TEXT_PX;
  const shown = named ? names.map((name) => cutToEms(name, ems)) : [];
  const namesPx = named ? NAME_GAP_PX + GRID_TEXT_PX * Math.max(...shown.map(nameEms)) : 0;
  return { cellPx: Math.min(MOST_CELL_PX, (widthPx - namesPx) / count), namesPx, names: shown };
}

/** To a thousandth of a cell, which keeps the paths short. */
const rounded = (value: number) => Math.round(1000 * value) / 1000;

/**
 * Squares of all cells of a class as one path, in units of a cell.
 * @param classOf index of the cell's class, or −1 for none
 * @returns one path a class
 */
export function cellPaths(
  count: number,
  classes: readonly CellClass[],
  classOf: (row: number, column: number) => number,
): string[] {
  const paths: string[][] = classes.map(() => []);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const at = classOf(row, column);
      if (at < 0) continue;
      const side = classes[at].size * 0.92;
      const inset = (1 - side) / 2;
      const [x, y, length] = [column + inset, row + inset, side].map(rounded);
      paths[at].push(`M${x} ${y}h${length}v${length}h${-length}z`);
    }
  }
  return paths.map((each) => each.join(''));
}

/** Where an arrow key leads in a grid of count × count cells; null for other keys. */
export function nextCell(
  key: string,
  [row, column]: readonly [number, number],
  count: number,
): [number, number] | null {
  const inside = (at: number) => Math.min(count - 1, Math.max(0, at));
  const to: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, count - 1],
    PageUp: [0, column],
    PageDown: [count - 1, column],
  };
  if (!Object.hasOwn(to, key)) return null;
  return [inside(to[key][0]), inside(to[key][1])];
}
