import type { Battle } from '../core/data';
import type { AnswerBook } from '../core/judging/answer';
import { gameKey, humanAgreement, shownAnswers } from '../core/judging/human-verdicts';
import type { HumanAgreement, HumanVerdict } from '../core/judging/human-verdicts';
import { withAnswer, withDrawn, type TagAnswers, type TagDraw } from '../core/judging/tag-answers';
import type { CheckItem, TagCheck } from '../core/judging/tag-check';
import type { Game } from '../core/judging/schedule';
import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'human-judging';
/** A person gives a verdict every few seconds; the ranking need not start anew at each. */
const HAND_OVER_AFTER_MS = 1500;
const JUDGE_PAIR = 'Judge a pair';
const CHECK_TAG = 'Check a tag';
const USE_ANSWERS = 'Use earlier answers';

interface HumanState {
  readonly verdicts: readonly HumanVerdict[];
  readonly tags: TagAnswers;
  /** Which of the answers samples drew, and from what; absent in states of before there were any. */
  readonly draws?: readonly TagDraw[];
  /** Whether the verdicts have become battles. */
  readonly handedOver: boolean;
}

export interface HumanJudgingServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  answers(): AnswerBook;
  report(error: unknown): void;
  /** Makes battles of all verdicts, in place of those before. */
  handOver(verdicts: readonly HumanVerdict[]): Promise<void>;
}

/** What a person judged blind, and said of tags; every entry can be undone. */
export class HumanJudging {
  #state = $state.raw<HumanState>({ verdicts: [], tags: {}, handedOver: true });
  readonly #current = $derived.by(() => {
    const answers = this.#services.answers();
    return this.#state.verdicts.filter((each) => each.answers === shownAnswers(each, answers));
  });
  readonly #byGame = $derived.by(
    () => new Map(this.#current.map((verdict) => [gameKey(verdict), verdict])),
  );
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Of what was handed over last. */
  #delivered = keyOf([]);
  #delivery: Promise<void> = Promise.resolve();
  readonly #services: HumanJudgingServices;

  constructor(services: HumanJudgingServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    const stored = (await this.#services.store.stage<HumanState>(STAGE))?.result;
    if (!stored) return;
    this.#state = stored;
    if (stored.handedOver) this.#delivered = keyOf(this.#current);
    if (!stored.handedOver && !this.#services.store.readOnly) this.#schedule();
  }

  /** Those about the answers that are there now. */
  get verdicts(): readonly HumanVerdict[] {
    return this.#current;
  }
  /** How many were given on answers that are others now, or gone: their pairs come again. */
  get outdated(): number {
    return this.#state.verdicts.length - this.#current.length;
  }

  verdictOf(game: Game): HumanVerdict | null {
    return this.#byGame.get(gameKey(game)) ?? null;
  }

  /** Battles of verdicts on answers that are others now go, and come back with the answers. */
  answersChanged(): void {
    if (keyOf(this.#current) !== this.#delivered) this.#schedule();
  }

  /** One for each game; a later verdict takes the place of the earlier. */
  addVerdict(given: Omit<HumanVerdict, 'answers'>): void {
    const key = gameKey(given);
    const others = this.#state.verdicts.filter((each) => gameKey(each) !== key);
    const answers = shownAnswers(given, this.#services.answers());
    this.#change(JUDGE_PAIR, {
      ...this.#state,
      verdicts: [...others, { ...given, answers }],
      handedOver: false,
    });
  }

  /** Takes the last verdict back, where nothing else was edited since. @returns whether it did */
  undoVerdict(): boolean {
    return this.#undo(JUDGE_PAIR);
  }

  /** How far a judge's battles agree with the person. @param bigWinWeight that the battles were made with */
  agreement(judged: readonly Battle[], bigWinWeight: number, coverage: number): HumanAgreement {
    return humanAgreement(this.verdicts, judged, bigWinWeight, coverage);
  }

  /** A person's yes and no to tags. */
  get answers(): TagAnswers {
    return this.#state.tags;
  }
  /** What samples drew for these. */
  get draws(): readonly TagDraw[] {
    return this.#state.draws ?? [];
  }

  /** Answers a drawn item. @param passed items that the sample drew before it and that were answered */
  answer(check: TagCheck, item: CheckItem, value: boolean, passed: readonly CheckItem[]): void {
    const tags = withAnswer(this.answers, item, value);
    const draws = withDrawn(this.draws, check, [...passed, item]);
    this.#change(CHECK_TAG, { ...this.#state, tags, draws });
  }

  /** Counts answers that are there for a check whose sample draws them. */
  useAnswers(check: TagCheck, items: readonly CheckItem[]): void {
    this.#change(USE_ANSWERS, { ...this.#state, draws: withDrawn(this.draws, check, items) });
  }

  /** Takes the last answer to a tag back, where nothing else was edited since. */
  undoAnswer(): boolean {
    return this.#undo(CHECK_TAG);
  }

  /** Makes battles of what is new at once, instead of after a while. */
  async flush(): Promise<void> {
    this.close();
    if (!this.#state.handedOver || keyOf(this.#current) !== this.#delivered)
      this.#delivery = this.#delivery.then(() => this.#deliver());
    await this.#delivery;
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #undo(label: string): boolean {
    const { history } = this.#services;
    if (history.undoLabel !== label) return false;
    history.undo();
    return true;
  }

  #change(label: string, after: HumanState): void {
    const before = this.#state;
    const judged = after.verdicts !== before.verdicts;
    const keep = (state: HumanState) => {
      this.#keep(judged ? { ...state, handedOver: false } : state);
      if (judged) this.#schedule();
    };
    this.#services.history.run({ label, redo: () => keep(after), undo: () => keep(before) });
  }

  #keep(state: HumanState): void {
    this.#state = state;
    const { store, report } = this.#services;
    store.saveStage(STAGE, STAGE, state).catch(report);
  }

  #schedule(): void {
    this.close();
    this.#timer = setTimeout(() => void this.flush(), HAND_OVER_AFTER_MS);
  }

  async #deliver(): Promise<void> {
    const { verdicts } = this.#state;
    const current = this.#current;
    try {
      await this.#services.handOver(current);
      this.#delivered = keyOf(current);
      if (this.#state.verdicts === verdicts) this.#keep({ ...this.#state, handedOver: true });
    } catch (error) {
      this.#services.report(error);
    }
  }
}

function keyOf(verdicts: readonly HumanVerdict[]): string {
  return JSON.stringify(verdicts.map((verdict) => [gameKey(verdict), verdict.answers]));
}
