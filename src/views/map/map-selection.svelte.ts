import { queryTerms } from '../../core/prompts/term-search';
import { columnOf, columnOptions, type Column } from './columns';
import { clusterLabels } from './cluster-labels';
import { countsByValue, filterKey, scoresByIndex, selectedIndices, selectionMask } from './filters';
import { clustersById } from './cluster-members';
import type { Filter, MapModel } from '../../workspace/map-model';
import { pointStyles } from './point-styles';

/** What several parts of the screen derive from the model, computed once. */
export class MapSelection {
  readonly model: MapModel;

  readonly options = $derived.by(() => columnOptions(this.model));
  readonly column = $derived.by(() => columnOf(this.model, this.model.colourBy));
  readonly mask = $derived.by(() => this.#mask(this.model.filters));
  readonly indices = $derived.by(() =>
    selectedIndices(this.model.filters, this.mask, this.model.prompts.length),
  );
  readonly styles = $derived.by(() =>
    pointStyles(this.column, this.mask, this.model.labels, this.model.selectedCluster),
  );
  readonly labels = $derived.by(() =>
    clusterLabels(this.model.clusters, this.model.labels, this.model.points),
  );
  readonly clusterOf = $derived.by(() => clustersById(this.model.clusters));
  readonly selectedCluster = $derived.by(() =>
    this.model.selectedCluster === null
      ? null
      : (this.clusterOf.get(this.model.selectedCluster) ?? null),
  );
  readonly noiseCount = $derived.by(() => {
    let count = 0;
    for (const label of this.model.labels) if (label < 0) count++;
    return count;
  });
  readonly search = $derived.by(() => {
    const found = this.model.filters.find((filter) => filterKey(filter) === 'search');
    return found?.kind === 'set' ? found : null;
  });
  /** Cosine of a prompt to what was searched for by meaning. */
  readonly scoreOf = $derived.by(() => scoresByIndex(this.search));
  /** Words to mark in the texts, while the words are what was searched for. */
  readonly searchTerms = $derived.by((): readonly string[] =>
    this.search?.origin === 'words' ? queryTerms(this.search.query) : [],
  );

  constructor(model: MapModel) {
    this.model = model;
  }

  /** Counts by value of a column under all filters but its own; null when there are no others. */
  countsBeside(column: Column): Int32Array | null {
    const others = this.model.filters.filter(
      (filter) => filter.kind !== 'value' || filter.column !== column.id,
    );
    return others.length === 0 ? null : countsByValue(column, this.#mask(others));
  }

  /** A chip's text. */
  describe(filter: Filter): string {
    if (filter.kind === 'value') {
      const column = columnOf(this.model, filter.column);
      const name = column.values.find(({ value }) => value === filter.value)?.name;
      return `${column.title}: ${name ?? filter.value}`;
    }
    return filter.origin === 'lasso' ? 'lasso' : `${filter.origin}: “${filter.query}”`;
  }

  #mask(filters: readonly Filter[]): Uint8Array | null {
    return selectionMask(filters, this.model.prompts.length, (id) => columnOf(this.model, id));
  }
}
