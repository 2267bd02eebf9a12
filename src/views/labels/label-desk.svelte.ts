import { GENERAL } from '../../core/labels/category';
import { byCluster, randomOrder, uncertainFirst } from '../../core/labels/label-queue';
import type { Workspace } from '../../workspace/workspace.svelte';
import { MapSelection } from '../map/map-selection.svelte';
import { categoryKeys } from './category-keys';

export type QueueKind = 'uncertain' | 'random' | 'cluster' | 'map' | 'disputed' | 'suggested';

const ORDER_SEED = 1;

interface Visit {
  readonly index: number;
  readonly labelled: boolean;
}

/** Which prompt is labelled next, and what was done before it. */
export class LabelDesk {
  #kind = $state<QueueKind>('uncertain');
  #current = $state<number | null>(null);
  /** First key of a two-key code. */
  #begun = $state('');
  #told = $state('');
  #done = $state(0);
  #passed = new Set<number>();
  #visits = $state.raw<readonly Visit[]>([]);
  readonly #workspace: Workspace;
  readonly #map: MapSelection;
  readonly #keys = $derived.by(() => categoryKeys(this.#workspace.labels.categories.length));
  /** Rows in the queue's order, where it has one that stays. */
  readonly #order = $derived.by((): Int32Array => this.#orderOf());

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#map = new MapSelection(workspace.map);
  }

  get kind(): QueueKind {
    return this.#kind;
  }
  /** Index of the prompt at hand; null when the queue is at its end. */
  get current(): number | null {
    return this.#current;
  }
  get begun(): string {
    return this.#begun;
  }
  /** What the last key did, in words. */
  get told(): string {
    return this.#told;
  }
  /** Prompts labelled since the desk was opened. */
  get done(): number {
    return this.#done;
  }
  /** Digits of each category, in their order. */
  get keys(): readonly string[] {
    return this.#keys;
  }
  /** Prompts that pass the map's filters; null where it has none. */
  get mapCount(): number | null {
    return this.#map.mask ? this.#map.indices.length : null;
  }
  get canGoBack(): boolean {
    return this.#visits.length > 0;
  }

  choose(kind: QueueKind): void {
    this.#kind = kind;
    this.#passed.clear();
    this.#current = this.#next();
  }

  /** Takes the next prompt where there is none at hand. */
  start(): void {
    if (this.#current === null || !this.#workspace.prompts[this.#current])
      this.#current = this.#next();
  }

  open(index: number): void {
    this.#current = index;
  }

  /** A digit; acts once it completes a code. @param whole label the whole cluster */
  digit(digit: string, whole = false): void {
    const code = this.#begun + digit;
    if (code === '0') return this.#label(GENERAL, whole);
    const at = this.#keys.indexOf(code);
    if (at >= 0) return this.#label(this.#workspace.labels.categories[at].name, whole);
    this.#begun = this.#keys.some((each) => each.startsWith(code)) ? code : '';
  }

  label(category: string, whole = false): void {
    this.#label(category, whole);
  }

  /** Takes k-NN's word for the prompt at hand, as a label by hand. */
  accept(): void {
    const category = this.#current === null ? null : this.#suggestion(this.#current);
    if (category) this.#label(category, false);
  }

  /** Takes the model's word for the prompt at hand, as a label by hand. */
  acceptSuggested(): void {
    const { suggestions } = this.#workspace;
    const said = this.#current === null ? null : suggestions.of(this.#current);
    if (said) this.#label(said.category, false);
  }

  /** Rows that come next in the queue and have no label of their own. @param leaveOut further ones */
  upcoming(count: number, leaveOut: (row: number) => boolean = () => false): number[] {
    const { knn } = this.#workspace.labels;
    const order =
      this.#kind === 'uncertain' && knn
        ? uncertainFirst(
            this.#order.filter((row) => row < knn.entropy.length),
            knn.entropy,
          )
        : this.#order;
    const next: number[] = [];
    for (const row of order) {
      if (next.length >= count) break;
      if (!this.#isGiven(row) && !leaveOut(row)) next.push(row);
    }
    return next;
  }

  skip(): void {
    if (this.#current === null) return;
    this.#visits = [...this.#visits, { index: this.#current, labelled: false }];
    this.#tell('Skipped.');
    this.#advance();
  }

  /** Shows the prompt before, with the label that it got. */
  back(): void {
    const visit = this.#visits.at(-1);
    if (!visit) return;
    this.#visits = this.#visits.slice(0, -1);
    this.#passed.delete(visit.index);
    this.#current = visit.index;
    this.#tell('Back to the prompt before.');
  }

  clear(): void {
    if (this.#current === null) return;
    this.#workspace.labels.unassign([this.#current]);
    this.#tell('Label taken off.');
  }

  /** After an undo elsewhere: goes back to a prompt whose label that took off. */
  followUndo(): void {
    const last = this.#visits.at(-1);
    if (!last?.labelled || this.#isGiven(last.index)) return;
    this.#done--;
    this.back();
  }

  /** Rows of the current prompt's cluster that no hand has labelled; empty in no cluster. */
  clusterRows(): number[] {
    const state = this.#workspace.clusters.state;
    const cluster = this.#current === null ? -1 : (state?.labels[this.#current] ?? -1);
    if (!state || cluster < 0) return [];
    const { given } = this.#workspace.labels;
    return this.#workspace.prompts.flatMap(({ id }, row) =>
      state.labels[row] === cluster && given.get(id)?.source !== 'hand' ? [row] : [],
    );
  }

  #label(category: string, whole: boolean): void {
    this.#begun = '';
    const index = this.#current;
    if (index === null || this.#workspace.readOnly) return;
    const rows = whole ? new Set([...this.clusterRows(), index]) : [index];
    this.#workspace.labels.assign(rows, category);
    const count = [...rows].length;
    this.#done += count;
    this.#visits = [...this.#visits, { index, labelled: true }];
    this.#tell(count > 1 ? `${count} prompts labelled ${category}.` : `Labelled ${category}.`);
    this.#advance();
  }

  #advance(): void {
    if (this.#current !== null) this.#passed.add(this.#current);
    this.#begun = '';
    this.#current = this.#next();
  }

  #tell(text: string): void {
    this.#told = text;
  }

  #isGiven(index: number): boolean {
    return this.#workspace.labels.given.has(this.#workspace.prompts[index].id);
  }

  #suggestion(index: number): string | null {
    const { knn, categories } = this.#workspace.labels;
    if (!knn || index >= knn.rows.length) return null;
    const name = knn.classes[knn.predicted[index]];
    return categories.some((each) => each.name === name) ? name : null;
  }

  #next(): number | null {
    const { knn } = this.#workspace.labels;
    if (this.#kind === 'disputed') return this.#mostDisputed();
    if (this.#kind === 'uncertain' && knn) return this.#mostUncertain(knn.entropy);
    const found = this.#order.find((row) => !this.#passed.has(row) && !this.#isGiven(row));
    return found ?? null;
  }

  /** The first of those in the random order, where several are as uncertain. */
  #mostUncertain(entropy: Float64Array): number | null {
    let best: number | null = null;
    for (const row of this.#order) {
      if (row >= entropy.length || (best !== null && entropy[row] <= entropy[best])) continue;
      if (!this.#passed.has(row) && !this.#isGiven(row)) best = row;
    }
    return best;
  }

  /** Given labels that k-NN, asked without them, is surest to contradict. */
  #mostDisputed(): number | null {
    const { labels } = this.#workspace;
    let best: number | null = null;
    let surest = -1;
    for (const { promptId, category } of labels.given.values()) {
      const row = labels.rowOf.get(promptId);
      if (row === undefined || this.#passed.has(row)) continue;
      const said = labels.knnOf(row);
      if (!said || category === GENERAL || said.category === category) continue;
      if (said.category === null || said.category === GENERAL || said.probability <= surest)
        continue;
      best = row;
      surest = said.probability;
    }
    return best;
  }

  #orderOf(): Int32Array {
    const { prompts, clusters } = this.#workspace;
    const rows = Int32Array.from(prompts, (_, row) => row);
    if (this.#kind === 'map') return this.#map.indices;
    if (this.#kind === 'suggested') return Int32Array.from(this.#workspace.suggestions.open);
    if (this.#kind === 'cluster' && clusters.state?.labels.length === rows.length)
      return byCluster(rows, clusters.state.labels, clusters.state.probabilities);
    return randomOrder(rows, ORDER_SEED);
  }
}
