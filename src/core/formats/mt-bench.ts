import { judgedTexts } from './battle-record';
import type { BattleForm, BattleRecord } from './battle-record';
import { readJudgePrompt } from './judge-prompt';
import { nameValue, quoted, textValue } from './record-value';

/** A conversation of MT-Bench. */
const TURNS = '2';

/**
 * MT-Bench's pairwise judgments: two games, in the second of which the answers are swapped. Its
 * conversations are of two turns; one that was judged at its end is tagged as those in arenas' files
 * are, so that people's and models' verdicts meet.
 */
export const mtBenchPairwise: BattleForm = {
  name: 'MT-Bench pairwise judgments',
  recognises: (record) => 'model_1' in record && 'model_2' in record && 'g1_winner' in record,
  read(record, refuse) {
    const first = nameValue(record, 'model_1');
    const second = nameValue(record, 'model_2');
    const promptId = textValue(record, 'question_id');
    if (!first || !second) refuse('missingModel', 'no `model_1` or no `model_2`');
    else if (!promptId) refuse('missingField', 'no `question_id`');
    else if (first === second) refuse('sameModelTwice', `${quoted(first)} is compared with itself`);
    else {
      const judge = Array.isArray(record.judge)
        ? String(record.judge[0])
        : nameValue(record, 'judge');
      const turn = textValue(record, 'turn');
      return [1, 2].flatMap((game): BattleRecord[] => {
        const winner = textValue(record, `g${game}_winner`);
        if (winner === null || winner === 'error') {
          refuse('noVerdict', `game ${game} has no verdict`);
          return [];
        }
        const [modelA, modelB] = game === 1 ? [first, second] : [second, first];
        const shares: Readonly<Record<string, number>> = { model_1: 1, model_2: 0, tie: 0.5 };
        if (!Object.hasOwn(shares, winner)) {
          refuse(
            'unknownOutcome',
            `game ${game}: the winner ${quoted(winner)} is none of model_1, model_2, tie`,
          );
          return [];
        }
        const explanation = textValue(record, `g${game}_judgment`);
        const texts = readJudgePrompt(textValue(record, `g${game}_user_prompt`) ?? '');
        return [
          {
            promptId,
            modelA,
            modelB,
            outcome: game === 1 ? shares[winner] : 1 - shares[winner],
            weight: 1,
            game,
            ...(judge && { judge }),
            ...(turn && { tags: [turn === TURNS ? `${turn} turns` : `turn ${turn}`] }),
            ...(explanation && { explanation }),
            ...(texts && judgedTexts(texts)),
          },
        ];
      });
    }
    return [];
  },
};
