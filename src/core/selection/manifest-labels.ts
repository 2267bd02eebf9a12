import { TouchstoneError, type LabelSource } from '../data';
import type { EntropyThreshold } from '../labels/entropy-threshold';
import type { KnnSettings } from '../labels/knn';

/** All labels of a workspace, as its manifest holds them. */
export interface Labelling extends KnnSettings {
  readonly threshold: EntropyThreshold;
  /** Labels by hand, import or model: seeds of k-NN, `general`, and those above the seed limit. */
  readonly given: readonly GivenLabel[];
}

export interface GivenLabel {
  readonly id: string;
  readonly category: string;
  readonly source: Exclude<LabelSource, 'knn'>;
  /** Kept apart for validation. */
  readonly heldOut?: true;
}

/** Earlier versions kept the seeds alone, without their sources. */
interface KeptLabelling extends Omit<Labelling, 'given'> {
  readonly given?: readonly GivenLabel[];
  readonly seeds?: readonly Omit<GivenLabel, 'source'>[];
}

/** Labels as a manifest holds them. @throws TouchstoneError `manifest-format` */
export function readLabelling(kept: KeptLabelling | null, file: string): Labelling | null {
  if (kept === null) return null;
  const { seeds = [], ...settings } = kept;
  const given = kept.given ?? seeds.map((seed) => ({ ...seed, source: 'import' as const }));
  if (Array.isArray(given) && given.every(isGivenLabel)) return { ...settings, given };
  throw new TouchstoneError(
    'manifest-format',
    `The labels of ${file} can’t be read. Take the file as it was written beside the set.`,
  );
}

function isGivenLabel(label: Partial<GivenLabel> | null): boolean {
  return (
    typeof label?.id === 'string' &&
    typeof label.category === 'string' &&
    ['hand', 'import', 'llm'].includes(String(label.source))
  );
}
