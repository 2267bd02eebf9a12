import { expect, it } from 'vitest';
import type { CallRecord, FailureKind } from '../core/judging/call';
import { ModelRun } from './model-run.svelte';

const record = (key: string, kind: FailureKind | null): CallRecord =>
  ({
    key,
    status: kind === 'transport' ? 'failed' : 'answered',
    failure: kind && { kind, code: kind, message: kind },
  }) as unknown as CallRecord;

async function* stored(...records: CallRecord[]) {
  for (const each of records) yield { record: each };
}

const keysOf = (run: ModelRun) => run.failures.map(({ key }) => key);

it('lists what fails at the very end of a run once, though it is stored by then', async () => {
  const run = new ModelRun('Test');
  const last = record('b', 'unparsable');
  await run.run(async ({ onRecords }) => {
    onRecords!([record('a', null), last]);
    await run.showStored(stored(record('a', null), last));
  });
  expect(keysOf(run)).toEqual(['b']);
  expect(run.failureCounts).toEqual({ transport: 0, refusal: 0, unparsable: 1 });
});

it('lists a call once that is tried again and fails again, and no more once it is answered', async () => {
  const run = new ModelRun('Test');
  await run.showStored(stored(record('a', 'transport'), record('b', 'refusal')));
  await run.run(async ({ onRecords }) => {
    onRecords!([record('a', 'unparsable'), record('b', null)]);
  });
  expect(keysOf(run)).toEqual(['a']);
  expect(run.failureCounts).toEqual({ transport: 0, refusal: 0, unparsable: 1 });
});
