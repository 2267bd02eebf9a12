import { expect, test } from 'vitest';
import type { RunLog, TagSpec } from '../../core/judging/run-spec';
import { runTitle } from './run-title';

test('runs that differ in their prompts alone are told apart', () => {
  const spec: TagSpec = {
    ...{ kind: 'tag', question: { task: 'expert' }, promptIds: null },
    tagger: { provider: 'own', model: 'm', parameters: { temperature: 0, maxTokens: 9, seed: 1 } },
  };
  const log = { spec } as RunLog;
  expect(runTitle(log)).toBe('Expert prompts, by m');
  const some: RunLog = { ...log, spec: { ...spec, promptIds: ['p1', 'p2'] } };
  expect(runTitle(some)).toBe('Expert prompts, by m, on 2 prompts');
  expect(runTitle({ ...some, again: { of: 'r', calls: 'all' } })).toBe(
    'Expert prompts, by m, on 2 prompts, asked again',
  );
});
