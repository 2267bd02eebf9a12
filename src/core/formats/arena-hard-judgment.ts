import { answerText, judgedTexts } from './battle-record';
import type { BattleForm, BattleRecord } from './battle-record';
import { readJudgePrompt, writeJudgePrompt } from './judge-prompt';
import { isUntypedRecord, nameValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';
import { parseVerdictLabel, verdictLabel, verdictLevel, verdictOutcome } from './verdict-label';

/**
 * Arena-Hard judgments, v0.1 (`question_id`, baseline unnamed) and v2.0 (`uid`, `baseline`). In game
 * 1 the baseline is shown as A, in game 2 the model. A null game, or one without a verdict, drops
 * only itself.
 */
export const arenaHardJudgment: BattleForm = {
  name: 'Arena-Hard judgments',
  recognises: (record) => Array.isArray(record.games) && 'model' in record,
  assumes: (record) => [
    ...(nameValue(record, 'baseline') === null ? (['baseline'] as const) : []),
    ...((record.games as unknown[]).some(isBigWin) ? (['bigWinWeight'] as const) : []),
  ],
  read(record, refuse, options) {
    const model = nameValue(record, 'model');
    const promptId = textValue(record, 'uid', 'question_id');
    const baseline = nameValue(record, 'baseline') ?? options.baseline;
    if (!model) refuse('missingModel', 'no `model`');
    else if (!promptId) refuse('missingField', 'neither `uid` nor `question_id`');
    else if (model === baseline) {
      refuse('sameModelTwice', `${quoted(model)} is compared with itself`);
    } else {
      return (record.games as unknown[]).flatMap((each, i) => {
        const game = i + 1;
        if (!isUntypedRecord(each)) {
          refuse('nullGame', `game ${game} of ${quoted(model)} is empty: the judge gave no answer`);
          return [];
        }
        const label = textValue(each, 'score');
        if (label === null) {
          refuse('noVerdict', `game ${game} of ${quoted(model)} has no verdict`);
          return [];
        }
        const level = parseVerdictLabel(label);
        if (level === null) {
          refuse(
            'unknownOutcome',
            `game ${game} of ${quoted(model)}: the verdict ${quoted(label)} is none of A>>B, A>B, A=B, B>A, B>>A`,
          );
          return [];
        }
        const [modelA, modelB] = i % 2 === 0 ? [baseline, model] : [model, baseline];
        const category = nameValue(record, 'category');
        const judge = nameValue(record, 'judge');
        const explanation = explanationOf(each);
        const texts = readJudgePrompt(shownTo(each));
        return [
          {
            promptId,
            modelA,
            modelB,
            ...verdictOutcome(level, options.bigWinWeight),
            game,
            ...(judge && { judge }),
            ...(category && { category }),
            ...(explanation && { explanation }),
            ...(texts && judgedTexts(texts)),
          },
        ];
      });
    }
    return [];
  },
};

function isBigWin(game: unknown): boolean {
  const level = isUntypedRecord(game) ? parseVerdictLabel(textValue(game, 'score') ?? '') : null;
  return level !== null && Math.abs(level) === 2;
}

/** What the judge was asked: text in v0.1, messages in v2.0. */
function shownTo(game: UntypedRecord): string {
  const messages = Array.isArray(game.prompt) ? game.prompt.filter(isUntypedRecord) : [];
  const asked = messages.find(({ role }) => role === 'user');
  return textValue(game, 'user_prompt') ?? (asked && textValue(asked, 'content')) ?? '';
}

function explanationOf(game: UntypedRecord): string | null {
  return isUntypedRecord(game.judgment)
    ? textValue(game.judgment, 'answer')
    : textValue(game, 'judgment');
}

/**
 * Battles as Arena-Hard judgments, one record for each prompt, model and judge; a missing game is
 * null. Outcomes are written as labels, so soft ones lose their degree.
 * @param baseline the model that all battles are against; others are left out
 */
export function writeArenaHardJudgments(
  battles: readonly BattleRecord[],
  baseline: string,
  version: 'v0.1' | 'v2.0',
): UntypedRecord[] {
  const records = new Map<string, { head: BattleRecord; model: string; games: unknown[] }>();
  for (const battle of battles) {
    if (battle.modelA !== baseline && battle.modelB !== baseline) continue;
    const baselineFirst = battle.modelA === baseline;
    const model = baselineFirst ? battle.modelB : battle.modelA;
    const place = baselineFirst ? 0 : 1;
    for (let repeat = 0; ; repeat++) {
      const key = JSON.stringify([battle.promptId, model, battle.judge ?? '', repeat]);
      let record = records.get(key);
      if (record?.games[place]) continue;
      if (!record) {
        record = { head: battle, model, games: [null, null] };
        records.set(key, record);
      }
      record.games[place] = gameOf(battle, version);
      break;
    }
  }
  return [...records.values()].map(({ head, model, games }) =>
    version === 'v0.1'
      ? { question_id: head.promptId, model, judge: head.judge ?? '', games }
      : {
          uid: head.promptId,
          category: head.category ?? '',
          judge: head.judge ?? '',
          model,
          baseline,
          games,
        },
  );
}

function gameOf(battle: BattleRecord, version: 'v0.1' | 'v2.0'): UntypedRecord {
  const score = verdictLabel(verdictLevel(battle.outcome, battle.weight));
  const text = battle.explanation ?? '';
  const shown = writeJudgePrompt({
    prompt: battle.promptText ?? '',
    answerA: answerText(battle.answerA),
    answerB: answerText(battle.answerB),
  });
  return version === 'v0.1'
    ? { user_prompt: shown, judgment: text, score }
    : { score, judgment: { answer: text }, prompt: [{ role: 'user', content: shown }] };
}
