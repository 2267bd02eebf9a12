import { contentId, duplicateKey } from '../prompts/content-hash';
import { answerText } from './battle-record';
import type { BattleForm, BattleRecord } from './battle-record';
import { nameValue, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/**
 * AlpacaEval annotations: `preference` runs from 1 (output_1 is better) to 2 (output_2), and is kept
 * soft. Prompts have no id there: they get the one of their text.
 */
export const alpacaEvalAnnotations: BattleForm = {
  name: 'AlpacaEval annotations',
  recognises: (record) => 'generator_1' in record && 'generator_2' in record,
  read(record, refuse) {
    const modelA = nameValue(record, 'generator_1');
    const modelB = nameValue(record, 'generator_2');
    const instruction = textValue(record, 'instruction');
    const preference = numberValue(record, 'preference');
    if (!modelA || !modelB) refuse('missingModel', 'no `generator_1` or no `generator_2`');
    else if (modelA === modelB) {
      refuse('sameModelTwice', `${quoted(modelA)} is compared with itself`);
    } else if (instruction === null) refuse('missingField', 'no `instruction`');
    else if (preference === null)
      refuse('noVerdict', '`preference` is empty: the annotator failed');
    else if (Number.isNaN(preference)) {
      refuse('notANumber', `\`preference\` is ${quoted(record.preference)}, not a number`);
    } else if (preference < 1 || preference > 2) {
      refuse('outsideRange', `\`preference\` is ${preference}; it must lie between 1 and 2`);
    } else {
      const answerA = textValue(record, 'output_1');
      const answerB = textValue(record, 'output_2');
      const judge = nameValue(record, 'annotator');
      const category = textValue(record, 'dataset');
      const explanation = textValue(record, 'raw_completion');
      return [
        {
          promptId: contentId(duplicateKey(instruction)),
          modelA,
          modelB,
          outcome: 2 - preference,
          weight: 1,
          promptText: instruction,
          ...(answerA && { answerA: [answerA] }),
          ...(answerB && { answerB: [answerB] }),
          ...(judge && { judge }),
          ...(category && { category }),
          ...(explanation && { explanation }),
        },
      ];
    }
    return [];
  },
};

/** Battles as AlpacaEval annotations; weights are not part of that form. */
export function writeAlpacaEvalAnnotations(battles: readonly BattleRecord[]): UntypedRecord[] {
  return battles.map((battle) => ({
    dataset: battle.category ?? '',
    instruction: battle.promptText ?? '',
    output_1: answerText(battle.answerA),
    generator_1: battle.modelA,
    output_2: answerText(battle.answerB),
    generator_2: battle.modelB,
    annotator: battle.judge ?? '',
    preference: 2 - battle.outcome,
    raw_completion: battle.explanation ?? '',
  }));
}
