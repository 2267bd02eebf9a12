import type { CallRecord } from '../../core/judging/call';

/** What a call is about, in few words; the model that was asked stands beside it. */
export function subjectText({ subject, model: asked }: CallRecord): string {
  const { promptId, modelA, modelB, game, judge, repeat, model, turn, id } = subject;
  const again = Number(repeat) > 0 ? `, repeat ${Number(repeat) + 1}` : '';
  if (modelA !== undefined) {
    const pair = modelB ? `${modelA} against ${modelB}, game ${game}` : modelA;
    const by = judge === asked ? '' : `, by ${judge}`;
    return `${pair}${by}${again} · ${promptId}`;
  }
  if (model === undefined) return String(id ?? '');
  return `${model}${Number(turn) > 0 ? `, turn ${Number(turn) + 1}` : ''} · ${promptId}`;
}
