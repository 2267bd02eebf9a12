import type { Prompt } from '../data';
import { labelColumns } from '../labels/label-column';
import { columnsLacking } from './joined-fields';

const MAX_NAMED_PLACES = 5;
/** Longer values are texts, not categories. */
const MAX_VALUE_CHARS = 80;

interface Differing {
  count: number;
  /** The first of them. */
  readonly places: (number | string)[];
}

type Fielded = Pick<Prompt, 'fields'>;

/** What columns say of prompts that were merged as equal: values that differ, and values that only a later one has. */
export class MergedColumns {
  readonly #differing = new Map<string, Differing>();
  readonly #completing = new Set<string>();
  #completed = 0;

  /**
   * Call before the fields are joined.
   * @param place row of the equal record, or id of the prompt
   */
  add(place: number | string, first: Fielded, equal: Fielded): void {
    const lacking = columnsLacking(first.fields, equal.fields);
    if (lacking.length > 0) this.#completed++;
    for (const column of lacking) this.#completing.add(column);
    for (const [column, value] of Object.entries(equal.fields)) {
      const before = Object.hasOwn(first.fields, column) ? first.fields[column] : null;
      if (typeof value !== 'string' || typeof before !== 'string') continue;
      const [one, other] = [before.trim(), value.trim()];
      if (one === other || one === '' || other === '') continue;
      if (Math.max(one.length, other.length) > MAX_VALUE_CHARS) continue;
      const known = this.#differing.get(column) ?? { count: 0, places: [] };
      if (known.places.length < MAX_NAMED_PLACES) known.places.push(place);
      known.count++;
      this.#differing.set(column, known);
    }
  }

  /** Columns whose values were taken over by prompts that had none there. */
  get completing(): readonly string[] {
    return [...this.#completing];
  }
  /** Prompts that took a value over. */
  get completed(): number {
    return this.#completed;
  }

  /** In words, for each column that can serve as a category of these prompts; places are rows of one file. */
  contradictions(prompts: readonly Prompt[]): string[] {
    if (this.#differing.size === 0) return [];
    return labelColumns(prompts).offered.flatMap(({ field }) => {
      const found = this.#differing.get(field);
      if (!found) return [];
      return [
        `the column "${field}" contradicts itself: row ${listed(found)} has another value than an earlier row with the same prompt, whose value stays`,
      ];
    });
  }

  /** In words, for each column of short texts; places are ids of prompts that were there before. */
  conflicts(): string[] {
    return Array.from(
      this.#differing,
      ([column, found]) =>
        `the column "${column}" has another value here for prompts that came earlier, and theirs stays: ${listed(found)}`,
    );
  }
}

function listed({ count, places }: Differing): string {
  return places.join(', ') + (count > places.length ? ` and ${count - places.length} more` : '');
}
