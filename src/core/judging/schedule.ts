import { TouchstoneError } from '../data';
import { sha256 } from './sha256';

/** One comparison that a judge makes; A's answer is shown first. */
export interface Game {
  readonly promptId: string;
  readonly modelA: string;
  readonly modelB: string;
  /** 1, or 2 for the swapped order of a two-game schedule. */
  readonly game: 1 | 2;
}

/** Who meets whom. */
export type Pairing =
  | { readonly kind: 'baseline'; readonly baseline: string }
  | {
      readonly kind: 'baseline-by-category';
      readonly baselines: Readonly<Record<string, string>>;
      /** For categories without one of their own. */
      readonly otherwise: string;
    }
  | { readonly kind: 'references'; readonly references: readonly string[] }
  | { readonly kind: 'all-pairs' }
  | { readonly kind: 'graph'; readonly pairs: readonly Pair[] }
  /** As in battles that are there: the pairs of each prompt by its id. */
  | { readonly kind: 'by-prompt'; readonly pairs: PairsByPrompt };

/** Two models; the first is shown first in game 1. */
export type Pair = readonly [first: string, second: string];

export type PairsByPrompt = Readonly<Record<string, readonly Pair[]>>;

/** Two games with swapped order (Arena-Hard), or one whose order a seeded coin decides (the paper). */
export type GameOrder =
  { readonly kind: 'two-games' } | { readonly kind: 'coin'; readonly seed: number };

export interface ScheduledPrompt {
  readonly id: string;
  readonly category?: string;
}

export interface ScheduleInput {
  readonly prompts: readonly ScheduledPrompt[];
  /** Those that are compared; baselines and references need not be among them. */
  readonly models: readonly string[];
  readonly pairing: Pairing;
  readonly order: GameOrder;
  /** Whose answer is shown beside each game, which needs it too; absent for none. */
  readonly shown?: string | null;
  hasAnswer(promptId: string, model: string): boolean;
}

export interface MissingAnswer {
  readonly promptId: string;
  readonly model: string;
}

export interface Schedule {
  readonly games: readonly Game[];
  /** Each answer once that a game would need and that is not there; its games are left out. */
  readonly missing: readonly MissingAnswer[];
}

/**
 * The games of a run, prompt by prompt. In game 1 the baseline is shown first, as in Arena-Hard. The
 * coin depends on seed, prompt and pair alone, so that more prompts or models leave earlier games
 * as they were.
 * @throws TouchstoneError `no-pairs`
 */
export function schedule(input: ScheduleInput): Schedule {
  const games: Game[] = [];
  const missing = new Map<string, MissingAnswer>();
  let any = false;
  for (const prompt of input.prompts) {
    for (const pair of pairsOf(prompt, input)) {
      any = true;
      const needed = input.shown == null ? pair : [...pair, input.shown];
      const lacking = needed.filter((model) => !input.hasAnswer(prompt.id, model));
      for (const model of lacking) {
        missing.set(JSON.stringify([prompt.id, model]), { promptId: prompt.id, model });
      }
      if (lacking.length === 0) games.push(...gamesOf(prompt.id, pair, input.order));
    }
  }
  if (input.prompts.length > 0 && !any) {
    throw new TouchstoneError(
      'no-pairs',
      'There is no pair of different models to compare. Choose at least one model beside the baseline.',
    );
  }
  return { games, missing: [...missing.values()] };
}

function pairsOf(prompt: ScheduledPrompt, { models, pairing }: ScheduleInput): Pair[] {
  switch (pairing.kind) {
    case 'baseline':
      return against(models, [pairing.baseline]);
    case 'baseline-by-category': {
      const { baselines, otherwise } = pairing;
      const { category } = prompt;
      const own = category !== undefined && Object.hasOwn(baselines, category);
      return against(models, [own ? baselines[category] : otherwise]);
    }
    case 'references':
      return against(models, pairing.references);
    case 'all-pairs':
      return models.flatMap((first, i) =>
        models.slice(i + 1).map((second): Pair => [first, second]),
      );
    case 'graph':
      return distinctPairs(pairing.pairs);
    case 'by-prompt':
      return Object.hasOwn(pairing.pairs, prompt.id)
        ? distinctPairs(pairing.pairs[prompt.id]).filter((pair) =>
            pair.every((model) => models.includes(model)),
          )
        : [];
  }
}

/** Two references meet once. */
function against(models: readonly string[], baselines: readonly string[]): Pair[] {
  return baselines.flatMap((baseline, i) =>
    models
      .filter((model) => model !== baseline && !baselines.slice(0, i).includes(model))
      .map((model): Pair => [baseline, model]),
  );
}

/** Each pair of different models once, whichever of them is named first. */
export function distinctPairs(pairs: readonly Pair[]): Pair[] {
  const known = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = JSON.stringify([...pair].sort());
    if (pair[0] !== pair[1] && !known.has(key)) known.set(key, pair);
  }
  return [...known.values()];
}

function gamesOf(promptId: string, [first, second]: Pair, order: GameOrder): Game[] {
  const straight: Game = { promptId, modelA: first, modelB: second, game: 1 };
  const swapped = { promptId, modelA: second, modelB: first };
  if (order.kind === 'two-games') return [straight, { ...swapped, game: 2 }];
  return [coin(order.seed, promptId, first, second) ? straight : { ...swapped, game: 1 }];
}

/** The same whichever of the two is named first. */
function coin(seed: number, promptId: string, first: string, second: string): boolean {
  const sorted = first < second;
  const pair = sorted ? [first, second] : [second, first];
  const heads = parseInt(sha256(JSON.stringify([seed, promptId, ...pair])).slice(0, 2), 16) < 128;
  return heads === sorted;
}
