import { sum } from 'd3-array';
import type { Answer, AnswerBook } from '../core/judging/answer';
import type { CallStore } from '../core/judging/call-store';
import { specId, type RunLog } from '../core/judging/run-spec';
import { callsOfRun, readRun, type PlannedRun, type RunResult } from '../stages/plan-run';
import { outdatedReplies } from '../stages/stored-calls';
import type { BattleSink } from './battle-sink';
import type { StoredAnswers } from './stored-answers.svelte';
import type { TagResults } from './tag-results.svelte';

/** Of summed weights, which may be any decimal. */
const ROUNDING = 1e-6;

export interface RunResultsServices {
  readonly calls: CallStore;
  readonly answers: StoredAnswers;
  readonly tags: TagResults;
  readonly battles?: BattleSink;
  bigWinWeight(): number;
}

/** Which of a run's results were asked for just now. */
export interface Asked {
  /** Keys of calls; null for all of the run's. */
  readonly keys: ReadonlySet<string> | null;
  /** The page closed on the run before, so that nothing of it was taken over yet. */
  readonly unread: boolean;
}

/** Results of a run that the workspace does not use: the user may take them over. */
export interface UnusedResults {
  readonly kind: RunResult['kind'];
  /** Battles, answers or tags. */
  readonly count: number;
  /** What would go for them: battles of runs that asked the same, other answers, tags by another tagger or question. */
  readonly replaced: number;
  /** Battles whose big wins count otherwise than is set now. */
  readonly reweighed?: boolean;
}

/** How the results of the run on the screen stand to what the workspace uses. */
export interface RunStanding {
  readonly run: string;
  /** Replies about what is not there any more: answers, prompts or masking changed since. */
  readonly outdated: number;
  readonly unused: UnusedResults | null;
}

interface Offer extends UnusedResults {
  use(): Promise<void>;
}

/**
 * Takes the results of runs over. After calls were made it takes what takes nothing away that the user
 * did not ask for anew; the rest is offered, as are the results of a run that is only opened.
 */
export class RunResults {
  #standing = $state.raw<(RunStanding & { readonly unused: Offer | null }) | null>(null);
  readonly #services: RunResultsServices;

  constructor(services: RunResultsServices) {
    this.#services = services;
  }

  /** Of the run that was made or opened last. */
  get standing(): RunStanding | null {
    return this.#standing;
  }

  /** Reads a run that is not under way, and takes nothing over. */
  async look(log: RunLog, planned: PlannedRun): Promise<void> {
    const result = await this.#read(planned);
    this.#standing = await this.#stand(log, planned, await this.#offer(log, result));
  }

  /** Takes over what a go at a run gave. @param log as it was before */
  async take(log: RunLog, planned: PlannedRun, asked: Asked): Promise<void> {
    const result = await this.#read(planned);
    const isTaken = await this.#takeOver(log, planned, result, asked);
    this.#standing = await this.#stand(
      log,
      planned,
      isTaken ? null : await this.#offer(log, result),
    );
  }

  /** Takes over what is offered, undoably. */
  async use(): Promise<void> {
    const standing = this.#standing;
    if (!standing?.unused) return;
    this.#standing = { ...standing, unused: null };
    await standing.unused.use();
  }

  #read(planned: PlannedRun): Promise<RunResult> {
    const { calls, bigWinWeight } = this.#services;
    return readRun(planned, calls, bigWinWeight());
  }

  /** @returns whether it was all */
  async #takeOver(
    log: RunLog,
    planned: PlannedRun,
    result: RunResult,
    asked: Asked,
  ): Promise<boolean> {
    const { answers, tags, battles } = this.#services;
    if (result.kind === 'judge') {
      const made = result.judged.battles;
      const held = battles?.heldBattles(specId(log.spec), judgedTitle(log));
      if (made.length < (held?.count ?? 0)) return false;
      await battles?.receiveBattles(specId(log.spec), judgedTitle(log), made);
      return true;
    }
    if (result.kind === 'answer') {
      const isAsked = await this.#askedAnswers(planned, asked.keys);
      const { book } = answers;
      const taken = result.answers.filter(
        (answer) => isAsked(answer) || (asked.unread && !book.get(answer.promptId, answer.model)),
      );
      await answers.add(unlike(taken, book), answersLabel(taken));
      return false;
    }
    const { spec } = log;
    const isNews = asked.keys === null || asked.keys.size > 0 || asked.unread;
    if (spec.kind === 'tag' && isNews && tags.losesNone(spec, result.tagged)) {
      await tags.keep(spec, result.tagged);
    }
    return false;
  }

  async #askedAnswers(
    planned: PlannedRun,
    keys: Asked['keys'],
  ): Promise<(answer: Answer) => boolean> {
    if (keys === null) return () => true;
    const calls = await callsOfRun(planned, this.#services.calls);
    const asked = new Set(
      calls.flatMap(({ key, subject }) =>
        keys.has(key) ? [JSON.stringify([subject.promptId, subject.model])] : [],
      ),
    );
    return ({ promptId, model }) => asked.has(JSON.stringify([promptId, model]));
  }

  async #offer(log: RunLog, result: RunResult): Promise<Offer | null> {
    const { answers, tags, battles } = this.#services;
    const { kind } = result;
    if (kind === 'judge') {
      const made = result.judged.battles;
      const title = judgedTitle(log);
      const held = battles?.heldBattles(specId(log.spec), title);
      const { count: replaced, weight } = held ?? { count: 0, weight: 0 };
      const reweighed = Math.abs(weight - sum(made, (battle) => battle.weight)) > ROUNDING;
      // Verdicts don't change by themselves: as many as are held are those that are held.
      if (!battles || made.length === 0 || (made.length === replaced && !reweighed)) return null;
      const use = async () =>
        battles.receiveBattles(specId(log.spec), title, made, `Use the battles: ${title}`);
      return { kind, count: made.length, replaced, use, ...(reweighed && { reweighed }) };
    }
    if (kind === 'answer') {
      const { book } = answers;
      const other = unlike(result.answers, book);
      if (other.length === 0) return null;
      const replaced = other.filter(({ promptId, model }) => book.get(promptId, model)).length;
      const use = () => answers.add(other, answersLabel(other));
      return { kind, count: other.length, replaced, use };
    }
    const { spec } = log;
    if (spec.kind !== 'tag') return null;
    const { count, replaced } = await tags.unused(spec, result.tagged);
    const use = () => tags.keep(spec, result.tagged);
    return count === 0 ? null : { kind, count, replaced, use };
  }

  async #stand(log: RunLog, planned: PlannedRun, unused: Offer | null) {
    const { calls: store } = this.#services;
    const calls = await callsOfRun(planned, store);
    const outdated = log.progress ? await outdatedReplies(log.progress, calls, store) : 0;
    return { run: log.id, outdated, unused };
  }
}

/** Those whose texts are not in the book. */
function unlike(answers: readonly Answer[], book: AnswerBook): readonly Answer[] {
  return answers.filter(({ promptId, model, turns }) => {
    const there = book.get(promptId, model);
    return there?.turns.length !== turns.length || turns.some((text, i) => text !== there.turns[i]);
  });
}

function answersLabel(answers: readonly Answer[]): string {
  return `Answers of ${[...new Set(answers.map(({ model }) => model))].join(', ')}`;
}

function judgedTitle({ spec }: RunLog): string {
  return spec.kind === 'judge' ? `Judged by ${spec.judges.map(({ name }) => name).join(', ')}` : '';
}
