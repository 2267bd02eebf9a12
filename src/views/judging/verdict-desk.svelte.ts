import { TouchstoneError } from '../../core/data';
import { verdictLabel, type VerdictLevel } from '../../core/formats/verdict-label';
import { pilotSample } from '../../core/judging/pilot-sample';
import { blindGames, gameKey } from '../../core/judging/human-verdicts';
import { schedule, type Game } from '../../core/judging/schedule';
import type { Workspace } from '../../workspace/workspace.svelte';

/** Games of any two answers; the id of a run or a file stands for the pairs that its judge saw. */
export const ANY_ANSWERS = 'answers';
/** Prompts whose answers are paired freely: more than a person judges in a sitting. */
const MOST_PROMPTS = 100;

/** Verdicts in the order of their keys, 1 to 5, from the left answer's side. */
export const VERDICT_KEYS: readonly { readonly level: VerdictLevel; readonly title: string }[] = [
  { level: 2, title: 'Left much better' },
  { level: 1, title: 'Left better' },
  { level: 0, title: 'About equal' },
  { level: -1, title: 'Right better' },
  { level: -2, title: 'Right much better' },
];

/** Which pair a person judges next. */
export class VerdictDesk {
  #source = $state('');
  #seed = $state(1);
  #games = $state.raw<readonly Game[] | null>(null);
  #skipped = $state.raw<ReadonlySet<string>>(new Set());
  #told = $state('');
  #problem = $state('');
  readonly #workspace: Workspace;
  readonly #open = $derived.by(() =>
    (this.#games ?? []).filter((game) => !this.#workspace.judging.human.verdictOf(game)),
  );

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get source(): string {
    return this.#source;
  }
  get seed(): number {
    return this.#seed;
  }
  /** What the last key did. */
  get told(): string {
    return this.#told;
  }
  /** Why there are no games; empty for nothing wrong. */
  get problem(): string {
    return this.#problem;
  }
  /** Null while they are being put together. */
  get games(): readonly Game[] | null {
    return this.#games;
  }
  get judged(): number {
    return (this.#games?.length ?? 0) - this.#open.length;
  }
  /** The game at hand: skipped ones come again at the end. Null when all are judged. */
  get current(): Game | null {
    return this.#open.find((game) => !this.#skipped.has(gameKey(game))) ?? this.#open[0] ?? null;
  }

  /** Begins with a source, or with any answers where it has no pairs whose answers are here. */
  open(source: string): Promise<void> {
    return this.#show(source, this.#seed, ANY_ANSWERS);
  }

  /** Puts the games of a source in their seeded order. */
  choose(source: string, seed = this.#seed): Promise<void> {
    return this.#show(source, seed);
  }

  /** @param instead where the source has no pairs */
  async #show(source: string, seed: number, instead?: string): Promise<void> {
    this.#source = source;
    this.#seed = seed;
    this.#games = null;
    this.#skipped = new Set();
    this.#told = '';
    this.#problem = '';
    try {
      const games = source === ANY_ANSWERS ? this.#freeGames(seed) : await this.#gamesOf(source);
      if (this.#source === source && this.#seed === seed) this.#games = blindGames(games, seed);
    } catch (error) {
      if (this.#source !== source) return;
      const isWithoutPairs = error instanceof TouchstoneError && error.code === 'no-pairs';
      if (isWithoutPairs && instead !== undefined) await this.#show(instead, seed);
      else this.#problem = (error as Error).message;
    }
  }

  judge(level: VerdictLevel): void {
    const game = this.current;
    if (!game) return;
    const { promptId, modelA, modelB, game: number } = game;
    this.#workspace.judging.human.addVerdict({ promptId, modelA, modelB, game: number, level });
    const { title } = VERDICT_KEYS.find((each) => each.level === level)!;
    this.#told = `${title} (${verdictLabel(level)}).`;
  }

  undo(): void {
    this.#told = this.#workspace.judging.human.undoVerdict()
      ? 'The last verdict is taken back.'
      : 'There is no verdict to take back, or something else was edited since: use Undo above.';
  }

  skip(): void {
    const game = this.current;
    if (!game) return;
    const skipped = new Set(this.#skipped).add(gameKey(game));
    this.#skipped = skipped.size < this.#open.length ? skipped : new Set();
    this.#told = 'Skipped; it comes again at the end.';
  }

  async #gamesOf(source: string): Promise<readonly Game[]> {
    const { judging, fileAnswers } = this.#workspace;
    if (fileAnswers.files.some(({ id }) => id === source)) return this.#fileGames(source);
    const { plans, choices } = judging;
    const planned = await plans.plan(choices.runLog(source).spec);
    return planned.kind === 'judge' ? planned.games : [];
  }

  async #fileGames(file: string): Promise<readonly Game[]> {
    const { judging, fileAnswers } = this.#workspace;
    const pairs = await fileAnswers.pairs(file);
    const { games } = schedule({
      prompts: Object.keys(pairs).map((id) => ({ id })),
      models: judging.answers.models,
      pairing: { kind: 'by-prompt', pairs },
      order: { kind: 'two-games' },
      hasAnswer: () => true,
    });
    // In whichever order the person sees a pair, it is compared with the game that its file has.
    return games.map((game) => ({ ...game, game: 1 }));
  }

  #freeGames(seed: number): readonly Game[] {
    const { judging, prompts } = this.#workspace;
    const { answers } = judging;
    const answered = prompts.filter(
      ({ id }) => answers.models.filter((model) => answers.get(id, model)).length > 1,
    );
    return schedule({
      prompts: pilotSample(answered, MOST_PROMPTS, seed),
      models: answers.models,
      pairing: { kind: 'all-pairs' },
      order: { kind: 'coin', seed },
      hasAnswer: (promptId, model) => answers.get(promptId, model) !== undefined,
    }).games;
  }
}
