import type { Battle } from '../core/data';
import { humanAgreement } from '../core/judging/human-verdicts';
import type { HumanAgreement, HumanVerdict } from '../core/judging/human-verdicts';
import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'human-judging';

interface HumanState {
  readonly verdicts: readonly HumanVerdict[];
  /** A person's answers to the taggers' questions: question, then prompt id. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a person judged blind, and said of tags; every entry can be undone. */
export class HumanJudging {
  #state = $state.raw<HumanState>({ verdicts: [], tags: {} });
  readonly #store: WorkspaceStore;
  readonly #history: History;

  constructor(store: WorkspaceStore, history: History) {
    this.#store = store;
    this.#history = history;
  }

  async load(): Promise<void> {
    const stored = (await this.#store.stage<HumanState>(STAGE))?.result;
    if (stored) this.#state = stored;
  }

  get verdicts(): readonly HumanVerdict[] {
    return this.#state.verdicts;
  }

  /** One for each game; a later verdict takes the place of the earlier. */
  addVerdict(verdict: HumanVerdict): void {
    const same = (each: HumanVerdict) =>
      each.promptId === verdict.promptId &&
      each.modelA === verdict.modelA &&
      each.modelB === verdict.modelB;
    const others = this.verdicts.filter((each) => !same(each));
    this.#change('Judge a pair', { ...this.#state, verdicts: [...others, verdict] });
  }

  /** How far a judge's battles agree with the person. @param bigWinWeight that the battles were made with */
  agreement(judged: readonly Battle[], bigWinWeight: number): HumanAgreement {
    return humanAgreement(this.verdicts, judged, bigWinWeight);
  }

  tags(question: string): Readonly<Record<string, unknown>> {
    return this.#state.tags[question] ?? {};
  }

  /** @param value undefined takes the answer back */
  setTag(question: string, promptId: string, value: unknown): void {
    const { [promptId]: _, ...others } = this.tags(question);
    const ofQuestion = value === undefined ? others : { ...others, [promptId]: value };
    const tags = { ...this.#state.tags, [question]: ofQuestion };
    this.#change('Check a tag', { ...this.#state, tags });
  }

  #change(label: string, after: HumanState): void {
    const before = this.#state;
    this.#history.run({ label, redo: () => this.#keep(after), undo: () => this.#keep(before) });
  }

  #keep(state: HumanState): void {
    this.#state = state;
    void this.#store.saveStage(STAGE, STAGE, state);
  }
}
