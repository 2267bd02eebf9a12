import { pilotSample, taggerCheck, type TaggerCheck } from '../../core/judging/human-check';
import { heldTags, type YesNoTag } from '../../core/judging/yes-no-tags';
import type { HumanJudging } from '../../workspace/human-judging.svelte';
import type { KeptTags } from '../../workspace/tag-results.svelte';

const COVERAGE = 0.95;
const SAMPLE = 30;

/** How a model's tag stands against what a person said of it so far. */
export function checkOf(kept: KeptTags<unknown>, tag: YesNoTag, human: HumanJudging): TaggerCheck {
  const said = Object.entries(human.tags(tag.id)).filter(([id]) => kept.tags.has(id));
  return taggerCheck(
    said.map(([id, value]) => ({
      tagged: heldTags(kept.question, kept.tags.get(id)).includes(tag.name),
      human: value,
    })),
    COVERAGE,
  );
}

/** Which prompt a person says yes or no about next. */
export class CheckDesk {
  size = $state(SAMPLE);
  seed = $state(1);
  #skipped = $state.raw<ReadonlySet<string>>(new Set());
  #told = $state('');
  readonly tag: YesNoTag;
  readonly #kept: KeptTags<unknown>;
  readonly #human: HumanJudging;
  readonly #sample = $derived.by(() =>
    pilotSample([...this.#kept.tags.keys()], this.size, this.seed),
  );
  readonly #open = $derived.by(() => {
    const said = this.#human.tags(this.tag.id);
    return this.#sample.filter((id) => !Object.hasOwn(said, id));
  });

  constructor(kept: KeptTags<unknown>, tag: YesNoTag, human: HumanJudging) {
    this.tag = tag;
    this.#kept = kept;
    this.#human = human;
  }

  get sampled(): number {
    return this.#sample.length;
  }
  get checked(): number {
    return this.#sample.length - this.#open.length;
  }
  /** Id of the prompt at hand: skipped ones come again at the end. Null when all are checked. */
  get current(): string | null {
    return this.#open.find((id) => !this.#skipped.has(id)) ?? this.#open[0] ?? null;
  }
  /** What the last key did. */
  get told(): string {
    return this.#told;
  }

  say(value: boolean): void {
    if (this.current === null) return;
    this.#human.setTag(this.tag.id, this.current, value);
    this.#told = value ? 'Yes.' : 'No.';
  }

  undo(): void {
    this.#told = this.#human.undoTag()
      ? 'The last answer is taken back.'
      : 'There is no answer to take back, or something else was edited since: use Undo above.';
  }

  skip(): void {
    if (this.current === null) return;
    const skipped = new Set(this.#skipped).add(this.current);
    this.#skipped = skipped.size < this.#open.length ? skipped : new Set();
    this.#told = 'Skipped; it comes again at the end.';
  }
}
