import { taggerCheck, type TaggerCheck } from '../../core/judging/human-check';
import { answerTo, countedAnswers, drawnFor } from '../../core/judging/tag-answers';
import type { CheckItem, TagCheck } from '../../core/judging/tag-check';
import { COVERAGE } from './agreement-rows';
import type { HumanJudging } from '../../workspace/human-judging.svelte';

const SAMPLE = 30;

/** How a tagger's tags stand against what a person said of them so far. */
export function checkedBy(human: HumanJudging, check: TagCheck): TaggerCheck {
  return taggerCheck(countedAnswers(check, human.answers, human.draws), check.counts, COVERAGE);
}

/**
 * Which prompt a person says yes or no about next. What was answered before, for another tagger's
 * sample, is not asked again: it counts once this sample has come to it, or the answered part would
 * not be a random one.
 */
export class CheckDesk {
  size = $state(SAMPLE);
  seed = $state(1);
  #skipped = $state.raw<ReadonlySet<string>>(new Set());
  #told = $state('');
  readonly check: TagCheck;
  readonly #human: HumanJudging;
  readonly #sample = $derived.by(() => this.check.sample(this.size, this.seed));
  readonly #open = $derived.by(() =>
    this.#sample.filter((item) => answerTo(this.#human.answers, item) === null),
  );
  /** Drawn and answered, and not counted yet. */
  readonly #waiting = $derived.by(() => {
    const { answers, draws } = this.#human;
    const drawn = drawnFor(this.check, draws);
    return this.#sample.filter(
      (item) => answerTo(answers, item) !== null && !drawn.get(item.tag.id)?.has(item.promptId),
    );
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
  /** Answers given to samples of other strata that this one draws too. */
  get earlier(): number {
    const others = drawnFor(this.check, this.#human.draws, true);
    const waiting = new Set(this.#waiting.map(({ key }) => key));
    return this.#sample.filter(
      ({ key, tag, promptId }) => waiting.has(key) || others.get(tag.id)?.has(promptId),
    ).length;
  }
  /** Answers to other samples that this one has not come to yet. */
  get waiting(): number {
    return this.#waiting.length;
  }
  /** Skipped ones come again at the end. Null when all are checked. */
  get current(): CheckItem | null {
    return this.#open.find((item) => !this.#skipped.has(item.key)) ?? this.#open[0] ?? null;
  }
  /** What the last key did. */
  get told(): string {
    return this.#told;
  }

  say(value: boolean): void {
    const item = this.current;
    if (item === null) return;
    const keys = this.#sample.map(({ key }) => key);
    const passed = new Set(this.#open.length === 1 ? keys : keys.slice(0, keys.indexOf(item.key)));
    this.#human.answer(
      this.check,
      item,
      value,
      this.#waiting.filter((each) => passed.has(each.key)),
    );
    this.#told = value ? 'Yes.' : 'No.';
  }

  /** Counts the earlier answers of a sample that leaves nothing to ask. */
  useEarlier(): void {
    if (this.current !== null || this.waiting === 0) return;
    this.#human.useAnswers(this.check, this.#waiting);
    this.#told = 'The earlier answers count.';
  }

  undo(): void {
    this.#told = this.#human.undoAnswer()
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
