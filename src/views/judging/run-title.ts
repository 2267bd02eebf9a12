import type { RunLog, TagQuestion } from '../../core/judging/run-spec';
import { countOf } from '../widgets/figures';

export const TAG_TITLES: Readonly<Record<TagQuestion['task'], string>> = {
  criteria: 'Criteria',
  expert: 'Expert prompts',
  occupations: 'Occupational fields',
  quality: 'Prompt quality',
  labels: 'Your categories',
  names: 'Cluster names',
  categories: 'Suggested categories',
};

/** What a run does, in a line. */
export function runTitle(log: RunLog): string {
  const { promptIds } = log.spec;
  const title = `${askedTitle(log)}${promptIds ? `, on ${countOf(promptIds.length, 'prompt')}` : ''}`;
  return log.again ? `${title}, asked again` : title;
}

function askedTitle({ spec }: RunLog): string {
  if (spec.kind === 'answer') return `Answers of ${spec.contestants.map((c) => c.name).join(', ')}`;
  if (spec.kind === 'judge') {
    return `Judged by ${spec.judges.map(({ name }) => name).join(', ')}, ${spec.template.name}`;
  }
  return `${TAG_TITLES[spec.question.task]}, by ${spec.tagger.model}`;
}

/** How a run stands, in words. */
export function runState({ end, batch, pilot }: RunLog): string {
  if (end === 'complete') return pilot ? 'pilot' : 'complete';
  if (end === 'budget') return 'stopped at the cap';
  if (end === 'stopped') return 'stopped by the provider';
  if (end === 'cancelled') return 'cancelled';
  if (end === 'failed') return 'broken off by an error';
  if (batch === 'written') return 'waits for batch results';
  return batch === 'read' ? 'batch read in part' : 'broken off';
}
