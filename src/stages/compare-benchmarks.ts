import type { RankApi } from '../../workers/rank';
import type {
  BenchmarkComparison,
  ComparisonSettings,
  NamedLeaderboard,
} from '../core/quality/benchmark-comparison';
import type { Control } from '../engine/control';
import { callWorker } from '../engine/worker-call';

const spawn = () =>
  new Worker(new URL('../../workers/rank.ts', import.meta.url), { type: 'module' });

/**
 * Benchmarks against a reference, in a worker; see `compareBenchmarks` of the core.
 * @throws TouchstoneError `too-few-common-models`
 */
export function compareBenchmarks(
  benchmarks: readonly NamedLeaderboard[],
  reference: NamedLeaderboard,
  settings: ComparisonSettings,
  control: Control = {},
): Promise<BenchmarkComparison> {
  const args: Parameters<RankApi['compare']> = [benchmarks, reference, settings];
  return callWorker<RankApi, 'compare'>(spawn, 'compare', args, control);
}
