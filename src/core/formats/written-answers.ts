import { writeAlpacaEvalOutputs } from './alpaca-eval-outputs';
import type { AnswerRecord } from './answer-record';
import { writeArenaHardAnswersV01, writeArenaHardAnswersV20 } from './arena-hard-answer';
import { asJson, LINES, LIST, type WrittenForm } from './written-form';

/** The forms in which answers are written. */
export const ANSWER_FORMS: readonly WrittenForm<AnswerRecord>[] = [
  {
    ...{ title: 'Arena-Hard v2.0 (JSONL)', name: 'arena-hard-v2.0', ...LINES },
    pieces: (part) => asJson(writeArenaHardAnswersV20(part)),
  },
  {
    ...{ title: 'Arena-Hard v0.1 (JSONL)', name: 'arena-hard-v0.1', ...LINES },
    pieces: (part) => asJson(writeArenaHardAnswersV01(part)),
  },
  {
    ...{ title: 'AlpacaEval outputs (JSON)', name: 'alpaca-eval', ...LIST },
    pieces: (part) => asJson(writeAlpacaEvalOutputs(part)),
  },
];
