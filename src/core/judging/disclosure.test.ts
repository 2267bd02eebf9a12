import { expect, test } from 'vitest';
import type { Call } from './call';
import { JUDGE_PARAMETERS } from './call';
import { disclosuresOf } from './disclosure';

const provider = {
  ...{ id: 'own', name: 'Own', kind: 'openai' as const },
  baseUrl: 'https://models.example/v1',
};
const callOf = (key: string, promptId: string): Call => ({
  ...{ key, task: 'judge', provider, model: 'judge', parameters: JUDGE_PARAMETERS },
  ...{ subject: { promptId }, delimiter: null, followUp: null },
  messages: () => [{ role: 'user', content: promptId }],
  check: () => ({ ok: true }),
});

test('calls that are made once are told once', () => {
  const calls = [callOf('a', 'p1'), callOf('a', 'p1'), callOf('b', 'p2')];
  const [disclosure] = disclosuresOf(calls, []);
  expect(disclosure).toMatchObject({ calls: 2, subjects: 2, host: 'models.example' });
  expect(disclosuresOf(calls, ['own'])).toEqual([]);
});
