import { describe, expect, it } from 'vitest';
import { Job } from './job.svelte';

/** Work that ends when it is told to, or when it is aborted. */
function pending() {
  let resolve!: (result: string) => void;
  let reject!: (reason: unknown) => void;
  const result = new Promise<string>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  const work = ({ signal }: { readonly signal: AbortSignal }) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    return result;
  };
  return { work, resolve, reject };
}

describe('Job', () => {
  it('tells of a run from its start to its end', async () => {
    const job = new Job('Embedding', 'prompts');
    const { work, resolve } = pending();
    const run = job.run(work);
    expect(job.state).toBe('running');
    resolve('vectors');
    expect(await run).toBe('vectors');
    expect(job.state).toBe('done');
  });

  it('shows the newer of two runs, whatever becomes of the older one', async () => {
    const job = new Job('Names');
    const older = pending();
    const newer = pending();
    const first = job.run(older.work);
    const second = job.run(newer.work);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(job.state).toBe('running');
    newer.resolve('names');
    await second;
    expect(job.state).toBe('done');

    const deaf = job.run(() => new Promise<string>((resolve) => setTimeout(resolve, 0, 'late')));
    const third = pending();
    const last = job.run(third.work);
    expect(await deaf).toBe('late');
    expect(job.state).toBe('running');
    third.reject(new Error('worker died'));
    await expect(last).rejects.toThrow('worker died');
    expect([job.state, job.error]).toEqual(['failed', 'worker died']);
  });

  it('leaves the stage as it was when cancelled, and paused when paused', async () => {
    const job = new Job('Embedding');
    job.mark('stale');
    const cancelled = job.run(pending().work);
    job.cancel();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(job.state).toBe('stale');
    const paused = job.run(pending().work);
    job.pause();
    await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
    expect(job.state).toBe('paused');
  });
});
