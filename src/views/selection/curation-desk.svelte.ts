import type { Prompt } from '../../core/data';
import { replacementsFor, type CurationAction } from '../../core/selection/curation';
import type { EvaluationSet, SetEntry } from '../../core/selection/evaluation-set';
import type { Selection } from '../../workspace/selection.svelte';

/** What is curated: the set as it stands, and the prompts that it refers to. */
export interface Curated {
  readonly selection: Selection;
  /** With one entry at least. */
  readonly set: EvaluationSet;
  readonly prompts: readonly Prompt[];
}

/** Which prompt of the set is looked at, and the decisions on it. */
export class CurationDesk {
  #currentId = $state<string | null>(null);
  #problem = $state('');
  readonly #read: () => Curated;
  readonly #at = $derived.by(() => {
    const { entries } = this;
    const found = entries.findIndex(({ id }) => id === this.#currentId);
    if (found >= 0) return found;
    const open = entries.findIndex(({ state }) => state === 'open');
    return Math.max(0, open);
  });
  readonly #counts = $derived.by(() => {
    const sums = { open: 0, kept: 0, rejected: 0 };
    for (const { state } of this.entries) sums[state]++;
    return sums;
  });

  constructor(read: () => Curated) {
    this.#read = read;
  }

  get entries(): readonly SetEntry[] {
    return this.#read().set.entries;
  }
  /** Index of the entry at hand: the chosen one, else the first without a decision. */
  get at(): number {
    return this.#at;
  }
  get entry(): SetEntry {
    return this.entries[this.#at];
  }
  get counts(): Readonly<Record<SetEntry['state'], number>> {
    return this.#counts;
  }
  /** Prompts of the stratum at hand that could take the place of a rejected one. */
  get reserve(): number {
    return replacementsFor(this.#read().set, this.entry).length;
  }
  /** Why the last decision could not be taken; empty where it was. */
  get problem(): string {
    return this.#problem;
  }

  /** Undefined where the prompt has left the workspace. */
  promptOf({ id }: SetEntry): Prompt | undefined {
    const { selection, prompts } = this.#read();
    const row = selection.rowOf(id);
    return row === undefined ? undefined : prompts[row];
  }

  /** @param index held to the entries there are */
  show(index: number): void {
    const last = this.entries.length - 1;
    this.#currentId = this.entries[Math.min(last, Math.max(0, index))].id;
  }

  keep(): void {
    this.#decide('Keep prompt', { kind: 'keep', id: this.entry.id });
    this.#advance();
  }

  reject(reason: string): void {
    this.#decide('Reject prompt', { kind: 'reject', id: this.entry.id, reason });
    this.#advance();
  }

  /** Rejects, and puts in the next of the stratum. */
  replace(reason: string): void {
    this.#decide('Replace prompt', { kind: 'replace', id: this.entry.id, reason });
    this.#advance();
  }

  /** Takes the decision back, and stays. */
  reopen(): void {
    this.#decide('Take decision back', { kind: 'reopen', id: this.entry.id });
  }

  #decide(label: string, action: CurationAction): void {
    this.#problem = '';
    this.#currentId = this.entry.id;
    try {
      this.#read().selection.curate(label, action);
    } catch (error) {
      this.#problem = (error as Error).message;
    }
  }

  /** To the next one without a decision, else to the next one. */
  #advance(): void {
    if (this.#problem) return;
    const from = this.#at;
    const open = this.entries.findIndex(({ state }, index) => index > from && state === 'open');
    this.show(open > from ? open : from + 1);
  }
}
