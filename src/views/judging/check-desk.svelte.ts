import { taggerCheck, type TaggerCheck } from '../../core/judging/human-check';
import type { CheckItem, TagCheck } from '../../core/judging/tag-check';
import { COVERAGE } from './agreement-rows';
import type { HumanJudging } from '../../workspace/human-judging.svelte';

const SAMPLE = 30;

/** How a model's tags stand against what a person said of them so far. */
export function checkedBy(human: HumanJudging, check: TagCheck): TaggerCheck {
  const checks = Object.entries(human.tags(check.id)).flatMap(([key, said]) => {
    const item = check.itemOf(key);
    return item ? [{ tagged: item.tagged, human: said }] : [];
  });
  return taggerCheck(checks, check.counts, COVERAGE);
}

/** Which prompt a person says yes or no about next. */
export class CheckDesk {
  size = $state(SAMPLE);
  seed = $state(1);
  #skipped = $state.raw<ReadonlySet<string>>(new Set());
  #told = $state('');
  readonly check: TagCheck;
  readonly #human: HumanJudging;
  readonly #sample = $derived.by(() => this.check.sample(this.size, this.seed));
  readonly #open = $derived.by(() => {
    const said = this.#human.tags(this.check.id);
    return this.#sample.filter(({ key }) => !Object.hasOwn(said, key));
  });

  constructor(check: TagCheck, human: HumanJudging) {
    this.check = check;
    this.#human = human;
  }

  get sampled(): number {
    return this.#sample.length;
  }
  get checked(): number {
    return this.#sample.length - this.#open.length;
  }
  /** Skipped ones come again at the end. Null when all are checked. */
  get current(): CheckItem | null {
    return this.#open.find(({ key }) => !this.#skipped.has(key)) ?? this.#open[0] ?? null;
  }
  /** What the last key did. */
  get told(): string {
    return this.#told;
  }

  say(value: boolean): void {
    if (this.current === null) return;
    this.#human.setTag(this.check.id, this.current.key, value);
    this.#told = value ? 'Yes.' : 'No.';
  }

  undo(): void {
    this.#told = this.#human.undoTag()
      ? 'The last answer is taken back.'
      : 'There is no answer to take back, or something else was edited since: use Undo above.';
  }

  skip(): void {
    if (this.current === null) return;
    const skipped = new Set(this.#skipped).add(this.current.key);
    this.#skipped = skipped.size < this.#open.length ? skipped : new Set();
    this.#told = 'Skipped; it comes again at the end.';
  }
}
