import Papa from 'papaparse';
import { rowPromptId } from './battle-record';
import type { BattleForm, BattleRecord } from './battle-record';
import { nameValue, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

const COLUMNS = [
  'prompt_id',
  'model',
  'baseline',
  'preference',
  'weight',
  'judge',
  'game',
  'category',
  'language',
  'tags',
  'model_chars',
  'baseline_chars',
] as const;

/**
 * Battles against a baseline as a table: model, baseline, preference (0 to 1, the model's share);
 * optional prompt_id (without it each row is a prompt of its own), weight, judge, game, category,
 * language, tags (split at "|"), model_chars and baseline_chars (unknown unless both are numbers from
 * 0). The model stands as A.
 */
export const battlesCsv: BattleForm = {
  name: 'Battles with a preference',
  recognises: (record) => 'model' in record && 'baseline' in record && 'preference' in record,
  read(record, refuse, _options, row) {
    const modelA = nameValue(record, 'model');
    const modelB = nameValue(record, 'baseline');
    const promptId = textValue(record, 'prompt_id', 'question_id', 'uid', 'id') ?? rowPromptId(row);
    const outcome = numberValue(record, 'preference');
    const weight = numberValue(record, 'weight') ?? 1;
    if (!modelA || !modelB) refuse('missingModel', '`model` or `baseline` is empty');
    else if (modelA === modelB) {
      refuse('sameModelTwice', `${quoted(modelA)} is compared with itself`);
    } else if (outcome === null) refuse('noVerdict', '`preference` is empty');
    else if (Number.isNaN(outcome)) {
      refuse('notANumber', `\`preference\` is ${quoted(record.preference)}, not a number`);
    } else if (outcome < 0 || outcome > 1) {
      refuse('outsideRange', `\`preference\` is ${outcome}; it must lie between 0 and 1`);
    } else if (!(weight > 0 && weight < Infinity)) {
      refuse('outsideRange', `\`weight\` is ${quoted(record.weight)}; it must be above 0`);
    } else {
      const judge = nameValue(record, 'judge');
      const category = nameValue(record, 'category');
      const language = nameValue(record, 'language');
      const game = numberValue(record, 'game');
      const tags = textValue(record, 'tags')?.split('|');
      const lengthA = lengthValue(record, 'model_chars');
      const lengthB = lengthValue(record, 'baseline_chars');
      return [
        {
          promptId,
          modelA,
          modelB,
          outcome,
          weight,
          ...(judge && { judge }),
          ...(category && { category }),
          ...(language && { language }),
          ...(game && { game }),
          ...(tags && { tags }),
          ...(lengthA !== null &&
            lengthB !== null && { styleA: lengthOnly(lengthA), styleB: lengthOnly(lengthB) }),
        },
      ];
    }
    return [];
  },
};

/** Null where it is no length: it is unknown then, and the battle counts all the same. */
function lengthValue(record: UntypedRecord, name: string): number | null {
  const length = numberValue(record, name);
  return length !== null && length >= 0 && length < Infinity ? length : null;
}

function lengthOnly(length: number) {
  return { length, headers: 0, lists: 0, bold: 0 };
}

/** Battles as the table that {@link battlesCsv} reads; A stands as the model, B as the baseline. */
export function writeBattlesCsv(battles: readonly BattleRecord[]): string {
  const data = battles.map((battle) => [
    battle.promptId,
    battle.modelA,
    battle.modelB,
    battle.outcome,
    battle.weight,
    battle.judge ?? '',
    battle.game ?? '',
    battle.category ?? '',
    battle.language ?? '',
    battle.tags?.join('|') ?? '',
    battle.styleA?.length ?? '',
    battle.styleB?.length ?? '',
  ]);
  return Papa.unparse({ fields: [...COLUMNS], data }, { newline: '\n' }) + '\n';
}
