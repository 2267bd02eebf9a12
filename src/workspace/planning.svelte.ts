import { contentHash } from '../core/prompts/content-hash';
import type { ChosenPlans } from '../core/ranking/chosen-plans';
import type { RankingRequest } from '../core/ranking/rank-battles';
import type { FigureSession } from './figure-session';
import { told } from './figure-session';
import { Job } from './job.svelte';
import type { RankingState } from './ranking.svelte';
import { StageFigure } from './stage-figure.svelte';
import { StoredChoices } from './stored-choices.svelte';
import type { ChoicesServices } from './stored-choices.svelte';

/** What a planned run is made of; null where the measured figure is taken. */
export interface CostChoices {
  readonly prompts: number | null;
  readonly models: number | null;
  readonly games: number | null;
  readonly judges: number;
  /** Tokens a call. */
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  /** What the judge is told besides prompt and answers. */
  readonly templateTokens: number;
  readonly verdictTokens: number;
  /** Dollars a million tokens. */
  readonly judgeInputPrice: number;
  readonly judgeOutputPrice: number;
  readonly modelInputPrice: number;
  readonly modelOutputPrice: number;
}

export interface PlanningChoices {
  /** Share of pairs that are to be told apart, 0 to 1. */
  readonly share: number;
  /** The pair of models to be told apart. */
  readonly pair: readonly [string, string] | null;
  readonly cost: CostChoices;
}

const DEFAULT_CHOICES: PlanningChoices = {
  share: 0.8,
  pair: null,
  cost: {
    prompts: null,
    models: null,
    games: null,
    judges: 1,
    promptTokens: null,
    answerTokens: null,
    templateTokens: 400,
    verdictTokens: 300,
    judgeInputPrice: 2.5,
    judgeOutputPrice: 10,
    modelInputPrice: 0,
    modelOutputPrice: 0,
  },
};

export interface PlanningServices extends ChoicesServices {
  readonly ranking: Pick<RankingState, 'options' | 'filter' | 'requestKey' | 'groupsKey'>;
  readonly session: Pick<FigureSession, 'call'>;
}

/** How many prompts are needed, and what they cost: what the Planning tab shows. */
export class Planning {
  readonly job = new Job('Planning');
  readonly plans: StageFigure<ChosenPlans>;
  readonly choices: StoredChoices<PlanningChoices>;
  readonly #services: PlanningServices;

  constructor(services: PlanningServices) {
    this.#services = services;
    this.plans = new StageFigure('planning', services.store, this.job);
    this.choices = new StoredChoices(
      'planning-choices',
      DEFAULT_CHOICES,
      services,
      () => void this.refresh(),
    );
  }

  async load(): Promise<void> {
    await this.choices.load();
    await this.plans.load();
  }

  /** Brings the plans up to date with the ranking's filter and settings. */
  async refresh(): Promise<void> {
    const { ranking, session } = this.#services;
    const request: RankingRequest = { options: ranking.options, filter: ranking.filter };
    const { share } = this.choices.value;
    const key = contentHash(JSON.stringify([ranking.requestKey, ranking.groupsKey, share]));
    await this.plans.update(key, (control) =>
      session.call('plans', [request, share, told(control)], control),
    );
  }

  cancel(): void {
    this.job.cancel();
  }
}
