import type { CallRecord } from '../../core/judging/call';

/** What a call is about, in few words. */
export function subjectText({ subject }: CallRecord): string {
  const { promptId, modelA, modelB, game, judge, repeat, model, turn, id } = subject;
  const again = Number(repeat) > 0 ? `, repeat ${Number(repeat) + 1}` : '';
  if (modelA !== undefined) {
    const pair = modelB ? `${modelA} against ${modelB}, game ${game}` : modelA;
    return `${promptId}: ${pair}, by ${judge}${again}`;
  }
  if (model === undefined) return String(id ?? '');
  return `${promptId}: ${model}${Number(turn) > 0 ? `, turn ${Number(turn) + 1}` : ''}`;
}
