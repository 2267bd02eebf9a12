import type { Prompt } from '../data';
import { labelColumns } from '../labels/label-column';
import type { Draft } from './prompt-draft';

const MAX_NAMED_ROWS = 5;

interface Differing {
  count: number;
  /** The first of them. */
  readonly rows: number[];
}

/** Records that were merged as equal, though a column says different things of them. */
export class MergedColumns {
  readonly #differing = new Map<string, Differing>();

  /** @param row of the equal record */
  add(row: number, first: Draft, equal: Draft): void {
    for (const [column, value] of Object.entries(equal.fields)) {
      const before = Object.hasOwn(first.fields, column) ? first.fields[column] : null;
      if (typeof value !== 'string' || typeof before !== 'string') continue;
      if (value.trim() === before.trim()) continue;
      const known = this.#differing.get(column) ?? { count: 0, rows: [] };
      if (known.rows.length < MAX_NAMED_ROWS) known.rows.push(row);
      known.count++;
      this.#differing.set(column, known);
    }
  }

  /** In words, for each column that can serve as a category of these prompts. */
  contradictions(prompts: readonly Prompt[]): string[] {
    if (this.#differing.size === 0) return [];
    return labelColumns(prompts).offered.flatMap(({ field }) => {
      const found = this.#differing.get(field);
      if (!found) return [];
      const { count, rows } = found;
      const more = count > rows.length ? ` and ${count - rows.length} more` : '';
      return [
        `the column "${field}" contradicts itself: row ${rows.join(', ')}${more} has another value than an earlier row with the same prompt, whose value stays`,
      ];
    });
  }
}
