import { boundsOf, type Bounds } from './camera';
import { insidePolygon } from './polygon';

const POINTS_PER_CELL = 4;

/**
 * A uniform grid over points in the plane: built in two passes, O(n), for picking under the
 * pointer and for the lasso. Points that are not finite are left out.
 */
export class GridIndex {
  readonly #points: Float32Array;
  readonly #bounds: Bounds;
  readonly #columns: number;
  readonly #rows: number;
  readonly #cell: number;
  /** Point indices grouped by cell; cell c owns #starts[c] to #starts[c + 1]. */
  readonly #order: Uint32Array;
  readonly #starts: Uint32Array;

  /** @param points row-major n×2, kept and not copied */
  constructor(points: Float32Array) {
    const n = points.length >> 1;
    this.#points = points;
    this.#bounds = boundsOf(points);
    const { minX, minY, maxX, maxY } = this.#bounds;
    const width = Math.max(maxX - minX, 1e-9);
    const height = Math.max(maxY - minY, 1e-9);
    const cells = Math.max(1, n / POINTS_PER_CELL);
    // Never more cells along the longer side than there are cells at all: a line of points.
    this.#cell = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / cells);
    this.#columns = Math.floor(width / this.#cell) + 1;
    this.#rows = Math.floor(height / this.#cell) + 1;
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
    const cellOf = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const x = points[2 * i];
      const y = points[2 * i + 1];
      const finite = Number.isFinite(x) && Number.isFinite(y);
      cellOf[i] = finite ? this.#row(y) * this.#columns + this.#column(x) : -1;
      if (finite) this.#starts[cellOf[i] + 1]++;
    }
    for (let c = 0; c < this.#columns * this.#rows; c++) this.#starts[c + 1] += this.#starts[c];
    this.#order = new Uint32Array(this.#starts[this.#columns * this.#rows]);
    const next = this.#starts.slice();
    for (let i = 0; i < n; i++) if (cellOf[i] >= 0) this.#order[next[cellOf[i]]++] = i;
  }

  /** The point nearest to (x, y) within `radius`, ties to the lower index; −1 when there is none. */
  nearest(x: number, y: number, radius: number): number {
    let best = -1;
    let bestSquare = radius * radius;
    this.#visit(x - radius, y - radius, x + radius, y + radius, (i, px, py) => {
      const square = (px - x) ** 2 + (py - y) ** 2;
      if (square < bestSquare || (square === bestSquare && (best < 0 || i < best))) {
        best = i;
        bestSquare = square;
      }
    });
    return best;
  }

  /** Points inside the polygon, ascending. @param polygon x and y in turn, closed by itself */
  inside(polygon: Float64Array): Int32Array {
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    for (let i = 0; i < polygon.length; i += 2) {
      minX = Math.min(minX, polygon[i]);
      maxX = Math.max(maxX, polygon[i]);
      minY = Math.min(minY, polygon[i + 1]);
      maxY = Math.max(maxY, polygon[i + 1]);
    }
    const found: number[] = [];
    this.#visit(minX, minY, maxX, maxY, (i, x, y) => {
      if (insidePolygon(polygon, x, y)) found.push(i);
    });
    return Int32Array.from(found).sort();
  }

  #column(x: number): number {
    return this.#clamp((x - this.#bounds.minX) / this.#cell, this.#columns);
  }

  #row(y: number): number {
    return this.#clamp((y - this.#bounds.minY) / this.#cell, this.#rows);
  }

  #clamp(position: number, count: number): number {
    return Math.min(count - 1, Math.max(0, Math.floor(position)));
  }

  #visit(
    minX: number,
    minY: number,
    maxX: number,
    maxY: number,
    visit: (index: number, x: number, y: number) => void,
  ): void {
    if (!(minX <= maxX && minY <= maxY)) return;
    const lastColumn = this.#column(maxX);
    const lastRow = this.#row(maxY);
    for (let row = this.#row(minY); row <= lastRow; row++) {
      for (let column = this.#column(minX); column <= lastColumn; column++) {
        const cell = row * this.#columns + column;
        for (let at = this.#starts[cell]; at < this.#starts[cell + 1]; at++) {
          const i = this.#order[at];
          visit(i, this.#points[2 * i], this.#points[2 * i + 1]);
        }
      }
    }
  }
}
