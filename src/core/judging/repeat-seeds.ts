import type { JudgeCall } from './judge-call';

/**
 * The calls with a seed of their own for each repeat, as the same request gives the same reply: the
 * first has the judge's, each further one the next. Keys stay, as they hold the number of the repeat.
 */
export function* withRepeatSeeds(calls: Iterable<JudgeCall>): Generator<JudgeCall> {
  for (const call of calls) {
    const { parameters, subject } = call;
    const { seed } = parameters;
    yield seed === null || subject.repeat === 0
      ? call
      : { ...call, parameters: { ...parameters, seed: seed + subject.repeat } };
  }
}
