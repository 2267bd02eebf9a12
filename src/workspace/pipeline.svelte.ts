import type { Prompt } from '../core/data';
import { choiceHost } from '../stages/vector-source';
import type { Analysis } from './analysis.svelte';
import type { ClusterEdits } from './cluster-state.svelte';
import type { VectorOrigin } from './embedding-record';
import type { Intake } from './intake.svelte';
import type { Job } from './job.svelte';
import type { Labels } from './labels.svelte';
import type { MapView } from './map-view.svelte';

/** What the way from prompts to named clusters runs through: a workspace. */
export interface PipelineParts {
  readonly prompts: readonly Prompt[];
  readonly intake: Intake;
  readonly analysis: Analysis;
  readonly clusters: ClusterEdits;
  readonly map: MapView;
  readonly labels: Labels;
}

/** The way from prompts to vectors, map, named clusters and k-NN labels: started, paused, gone on with. */
export class Pipeline {
  readonly #parts: PipelineParts;
  /** Reports what fails. */
  readonly #attempt: (work: () => Promise<unknown>) => Promise<void>;
  /** Of the last `run`. */
  #afresh = false;
  /** Calls of `run` under way: between two jobs none of them is running. */
  #runs = $state(0);

  constructor(parts: PipelineParts, attempt: (work: () => Promise<unknown>) => Promise<void>) {
    this.#parts = parts;
    this.#attempt = attempt;
  }

  /** Brings vectors, map and clusters up to date with the prompts; `afresh`, see `Analysis.run`. */
  async run(afresh = false): Promise<void> {
    this.#afresh = afresh;
    const { intake, analysis, map, labels, prompts } = this.#parts;
    this.#runs++;
    try {
      await this.#attempt(async () => {
        await intake.setUnembedded(false);
        if (prompts.length === 0) {
          analysis.clear();
        } else if (await analysis.run(prompts, afresh)) {
          await map.settle(afresh);
          await labels.resume();
        }
      });
    } finally {
      this.#runs--;
    }
  }

  /** Chooses what the prompts are embedded with; later stages are out of date until `embedAnew`. */
  async chooseEmbedding(wanted: VectorOrigin): Promise<void> {
    await this.#attempt(() => this.#parts.analysis.embedding.choose(wanted));
  }

  /**
   * Embeds with what is chosen, lays out and clusters anew.
   * @param apiKey of an endpoint, where the user has read that the prompts go to its host
   */
  async embedAnew(apiKey?: string): Promise<void> {
    const { prompts, analysis } = this.#parts;
    const { wanted } = analysis.embedding;
    const host = wanted.kind === 'endpoint' ? choiceHost(wanted) : null;
    if (host !== null && apiKey !== undefined) analysis.embedding.agree(prompts, host, apiKey);
    await this.run(true);
  }

  /** Sends the prompts that wait to the endpoint of the others. */
  async sendWaiting(apiKey: string): Promise<void> {
    const { prompts, analysis } = this.#parts;
    const { waiting } = analysis.embedding;
    if (waiting) analysis.embedding.agree(prompts, waiting.host, apiKey);
    await this.run();
  }

  /** Goes on with what was paused or failed. */
  async resume(): Promise<void> {
    await this.run(this.#afresh);
  }

  pause(): void {
    this.#parts.analysis.embedding.job.pause();
  }

  get canPause(): boolean {
    return this.#parts.analysis.embedding.job.state === 'running';
  }

  /** The jobs on the way, in their order. */
  get jobs(): readonly Job[] {
    const { intake, analysis, map } = this.#parts;
    return [intake.job, ...analysis.jobs, map.describeJob];
  }

  /** Prompts that have no place on the map that is there, as after a cancel; 0 without a map. */
  get unplaced(): number {
    const { prompts, analysis } = this.#parts;
    return analysis.points ? Math.max(0, prompts.length - analysis.points.count) : 0;
  }

  /** Map or clusters rest on something else than is chosen and at hand; a crash or undo can cause it too. */
  get stale(): boolean {
    const { analysis, clusters } = this.#parts;
    const { layoutKey } = analysis;
    const parted =
      clusters.state !== null && layoutKey !== '' && clusters.state.layout !== layoutKey;
    return analysis.stale || parted || this.unplaced > 0;
  }

  get state(): 'empty' | 'run' | 'done' | 'stale' {
    const { analysis, clusters } = this.#parts;
    if (this.#runs > 0 || analysis.jobs.some((job) => job.state === 'running')) return 'run';
    if (!clusters.state) return 'empty';
    return this.stale ? 'stale' : 'done';
  }
}
