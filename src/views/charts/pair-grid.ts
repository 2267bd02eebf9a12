/** One class of cells: drawn as one path, so that a hundred models cost a few nodes. */
export interface CellClass {
  readonly id: string;
  /** A colour of the style sheet, such as `var(--c0)`. */
  readonly fill: string;
  readonly opacity: number;
  /** Side of the square as a share of the cell, 0 to 1. */
  readonly size: number;
}

const WIDE = /[mwMW@%\u2e80-\uffff]/;
const NARROW = /[iljtfrI.,:;'’|!()[\]\s/-]/;
const CAPITAL = /[A-Z0-9]/;

/** How wide a name is at the most in the usual sans-serif fonts, in units of the font's size. */
export function nameEms(name: string): number {
  let ems = 0;
  for (const letter of name) {
    ems += WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.42 : CAPITAL.test(letter) ? 0.72 : 0.64;
  }
  return ems;
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
