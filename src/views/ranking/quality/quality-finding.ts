import type { BenchmarkComparison } from '../../../core/quality/benchmark-comparison';
import { formatCount, formatShare } from '../../format-number';
import { countOf } from '../../widgets/figures';

const DIFFERS = 0.0005;
/** With fewer models in common a share of their pairs says little. */
const FEW_MODELS = 4;

/** What the comparison shows, in a sentence or two. */
export function qualityFinding(
  { columns, reference, models }: BenchmarkComparison,
  nameOf: (id: string) => string,
): string {
  const to = nameOf(reference.id);
  const rated = columns.flatMap((column) =>
    (column.quality.referenceSeparablePairs ?? 0) > 0
      ? [{ column, agreement: column.quality.agreementSigned! }]
      : [],
  );
  if (rated.length === 0) {
    const [{ id, quality }] = columns;
    const why =
      quality.referenceSeparablePairs === null
        ? 'Without intervals on both sides nothing can be said of what it separates.'
        : `${to} itself separates none of these pairs, so agreement can’t be measured.`;
    return `${nameOf(id)} orders ${formatShare(quality.strictAgreement, 1)} of ${countOf(quality.pairs, 'pair')} like ${to}. ${why}`;
  }
  rated.sort((a, b) => b.agreement - a.agreement);
  const [best] = rated;
  const { separability, referenceSeparablePairs } = best.column.quality;
  const first = `${nameOf(best.column.id)} tells ${formatShare(separability ?? 0, 1)} of the pairs of ${countOf(models.length, 'model')} apart and agrees with ${to} on ${formatShare(best.agreement, 1)} of the ${formatCount(referenceSeparablePairs ?? 0)} that it separates`;
  const last = rated[rated.length - 1];
  const caution =
    models.length < FEW_MODELS
      ? ` With only ${countOf(models.length, 'model')} in common this says little: hide a benchmark that shares few.`
      : '';
  if (rated.length === 1) return `${first}.${caution}`;
  return `${first}; ${nameOf(last.column.id)} tells ${formatShare(last.column.quality.separability ?? 0, 1)} apart and agrees on ${formatShare(last.agreement, 1)}.${caution}`;
}

/** Benchmarks whose agreement depends on which rule of "separated" is taken, in a sentence each. */
export function ruleRemarks(
  { columns, reference }: BenchmarkComparison,
  nameOf: (id: string) => string,
): string[] {
  const pointLike = (rows: BenchmarkComparison['reference']['rows']) =>
    rows.filter(({ lower, upper }) => lower !== null && lower === upper).map(({ model }) => model);
  return columns.flatMap(({ id, quality, rows }) => {
    const { agreementSigned: published, agreementSignedStrict: strict } = quality;
    if (published === null || strict === null || Math.abs(published - strict) < DIFFERS) return [];
    const points = [
      ...pointLike(rows).map((model) => `${model} in ${nameOf(id)}`),
      ...pointLike(reference.rows).map((model) => `${model} in ${nameOf(reference.id)}`),
    ];
    const why =
      points.length > 0
        ? `The published rule counts a model without interval width (${points.join(', ')}) as separated from an interval that it lies in`
        : 'The two rules order pairs by lower bound and by score, which differ here';
    return [
      `${nameOf(id)}: agreement is ${formatShare(published, 1)} by the published rule and ${formatShare(strict, 1)} by separability’s own. ${why}.`,
    ];
  });
}
