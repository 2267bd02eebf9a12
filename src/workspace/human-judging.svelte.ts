import type { Battle } from '../core/data';
import { gameKey, humanAgreement } from '../core/judging/human-verdicts';
import type { HumanAgreement, HumanVerdict } from '../core/judging/human-verdicts';
import type { Game } from '../core/judging/schedule';
import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'human-judging';
/** A person gives a verdict every few seconds; the ranking need not start anew at each. */
const HAND_OVER_AFTER_MS = 1500;
const JUDGE_PAIR = 'Judge a pair';
const CHECK_TAG = 'Check a tag';

interface HumanState {
  readonly verdicts: readonly HumanVerdict[];
  /** A person's answers to the taggers' questions: the tag's id, then the prompt's. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** Whether the verdicts have become battles. */
  readonly handedOver: boolean;
}

export interface HumanJudgingServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  report(error: unknown): void;
  /** Makes battles of all verdicts, in place of those before. */
  handOver(verdicts: readonly HumanVerdict[]): Promise<void>;
}

/** What a person judged blind, and said of tags; every entry can be undone. */
export class HumanJudging {
  #state = $state.raw<HumanState>({ verdicts: [], tags: {}, handedOver: true });
  readonly #byGame = $derived.by(
    () => new Map(this.#state.verdicts.map((verdict) => [gameKey(verdict), verdict])),
  );
  #timer: ReturnType<typeof setTimeout> | null = null;
  #delivery: Promise<void> = Promise.resolve();
  readonly #services: HumanJudgingServices;

  constructor(services: HumanJudgingServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    const stored = (await this.#services.store.stage<HumanState>(STAGE))?.result;
    if (!stored) return;
    this.#state = stored;
    if (!stored.handedOver && !this.#services.store.readOnly) this.#schedule();
  }

  get verdicts(): readonly HumanVerdict[] {
    return this.#state.verdicts;
  }

  verdictOf(game: Game): HumanVerdict | null {
    return this.#byGame.get(gameKey(game)) ?? null;
  }

  /** One for each game; a later verdict takes the place of the earlier. */
  addVerdict(verdict: HumanVerdict): void {
    const key = gameKey(verdict);
    const others = this.verdicts.filter((each) => gameKey(each) !== key);
    this.#change(JUDGE_PAIR, {
      ...this.#state,
      verdicts: [...others, verdict],
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

  /** A person's yes and no to a tag, by prompt. */
  tags(tag: string): Readonly<Record<string, boolean>> {
    return Object.hasOwn(this.#state.tags, tag) ? this.#state.tags[tag] : {};
  }

  setTag(tag: string, promptId: string, value: boolean): void {
    const tags = { ...this.#state.tags, [tag]: { ...this.tags(tag), [promptId]: value } };
    this.#change(CHECK_TAG, { ...this.#state, tags });
  }

  /** Takes the last answer to a tag back, where nothing else was edited since. */
  undoTag(): boolean {
    return this.#undo(CHECK_TAG);
  }

  /** Makes battles of what is new at once, instead of after a while. */
  async flush(): Promise<void> {
    this.close();
    if (!this.#state.handedOver) this.#delivery = this.#delivery.then(() => this.#deliver());
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
    try {
      await this.#services.handOver(verdicts);
      if (this.#state.verdicts === verdicts) this.#keep({ ...this.#state, handedOver: true });
    } catch (error) {
      this.#services.report(error);
    }
  }
}
