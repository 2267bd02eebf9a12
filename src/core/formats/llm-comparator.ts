import type { RecordBatch } from './file-record';
import { jsonElements } from './json-elements';
import { contentId, duplicateKey } from '../prompts/content-hash';
import { answerText } from './battle-record';
import type { BattleRecord, Refuse } from './battle-record';
import { isUntypedRecord, nameValue, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** Largest score, on either side: "much better". */
const MAX_SCORE = 1.5;

export function isLlmComparator(value: unknown): value is UntypedRecord {
  return isUntypedRecord(value) && Array.isArray(value.models) && Array.isArray(value.examples);
}

/**
 * The LLM Comparator file that a text is, or that it begins: of one that breaks off the complete
 * examples, where the models stand before them. Null for any other text.
 */
export function parseLlmComparator(text: string): RecordBatch | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isLlmComparator(value) ? { records: [{ row: 1, value }], faults: [] } : null;
  } catch {
    return cutComparator(text);
  }
}

function cutComparator(text: string): RecordBatch | null {
  const opening = /"examples"\s*:\s*(?=\[)/.exec(text);
  if (!opening) return null;
  const models = modelsOf(text.slice(0, opening.index));
  if (models === null) return null;
  const found = jsonElements(text.slice(opening.index + opening[0].length), () => true);
  const examples = found.records.map(({ value }) => value);
  if (examples.length === 0) return null;
  return { records: [{ row: 1, value: { models, examples } }], faults: found.faults };
}

/** The list of models in the text before the examples. */
function modelsOf(head: string): unknown {
  const list = /"models"\s*:\s*(\[[^\]]*\])/.exec(head)?.[1];
  if (list === undefined) return null;
  try {
    return JSON.parse(list);
  } catch {
    return null;
  }
}

/**
 * Battles of an LLM Comparator file. Scores (−1.5 to 1.5, positive = A) become soft shares linearly.
 * An example with ratings of its own gives one battle a rater, weighing one together; without, one.
 * A flipped rating saw B first, so it is game 2. Prompts get the id of their text.
 * @param refuse gets the example's number, from 1
 */
export function readLlmComparator(
  file: UntypedRecord,
  refuse: (example: number, ...why: Parameters<Refuse>) => void,
): BattleRecord[] {
  const names = (file.models as unknown[]).map((model) =>
    isUntypedRecord(model) ? nameValue(model, 'name') : null,
  );
  const [first, second] = names;
  if (!first || !second || first === second) {
    refuse(0, 'missingModel', '`models` must hold two different names');
    return [];
  }
  return (file.examples as unknown[]).flatMap((example, i) => {
    const refuseThis: Refuse = (code, reason) => refuse(i + 1, code, reason);
    if (isUntypedRecord(example)) return readExample(example, first, second, refuseThis);
    refuseThis('unreadableRow', 'not an object');
    return [];
  });
}

function readExample(
  example: UntypedRecord,
  first: string,
  second: string,
  refuse: Refuse,
): BattleRecord[] {
  const text = textValue(example, 'input_text');
  if (text === null) {
    refuse('missingField', 'no `input_text`');
    return [];
  }
  const ratings = Array.isArray(example.individual_rater_scores)
    ? example.individual_rater_scores.filter(isUntypedRecord)
    : [];
  const judged = ratings.length > 0 ? ratings : [example];
  const answers = [textValue(example, 'output_text_a'), textValue(example, 'output_text_b')];
  const tags = Array.isArray(example.tags) ? example.tags.map(String) : [];
  return judged.flatMap((rating, i): BattleRecord[] => {
    const share = shareOf(rating, refuse);
    if (share === null) return [];
    const flipped = rating.is_flipped === true;
    const [answerA, answerB] = flipped ? [answers[1], answers[0]] : answers;
    const rationale = textValue(rating, 'rationale');
    return [
      {
        promptId: contentId(duplicateKey(text)),
        modelA: flipped ? second : first,
        modelB: flipped ? first : second,
        outcome: flipped ? 1 - share : share,
        weight: 1 / judged.length,
        promptText: text,
        ...(answerA !== null && { answerA: [answerA] }),
        ...(answerB !== null && { answerB: [answerB] }),
        ...(tags.length > 0 && { tags }),
        ...(ratings.length > 0 && { judge: `rater ${i + 1}`, game: flipped ? 2 : 1 }),
        ...(rationale && { explanation: rationale }),
      },
    ];
  });
}

function shareOf(rating: UntypedRecord, refuse: Refuse): number | null {
  const score = numberValue(rating, 'score');
  if (score === null) refuse('noVerdict', 'no `score`');
  else if (Number.isNaN(score)) refuse('notANumber', `\`score\` is ${quoted(rating.score)}`);
  else if (Math.abs(score) > MAX_SCORE) {
    refuse('outsideRange', `\`score\` is ${score}; it must lie between −1.5 and 1.5`);
  } else return 0.5 + score / (2 * MAX_SCORE);
  return null;
}

/**
 * Battles of two models as an LLM Comparator file: one example a prompt, a rating for each battle.
 * Battles of other models are left out.
 */
export function writeLlmComparator(
  battles: readonly BattleRecord[],
  first: string,
  second: string,
): UntypedRecord {
  const byPrompt = new Map<string, BattleRecord[]>();
  for (const battle of battles) {
    const models = [battle.modelA, battle.modelB];
    if (!models.includes(first) || !models.includes(second)) continue;
    const group = byPrompt.get(battle.promptId);
    if (group) group.push(battle);
    else byPrompt.set(battle.promptId, [battle]);
  }
  return {
    metadata: { source_path: 'Touchstone', custom_fields_schema: [] },
    models: [{ name: first }, { name: second }],
    examples: [...byPrompt.values()].map((group) => exampleOf(group, first)),
  };
}

function exampleOf(group: readonly BattleRecord[], first: string): UntypedRecord {
  const ratings = group.map((battle) => {
    const flipped = battle.modelA !== first;
    const share = flipped ? 1 - battle.outcome : battle.outcome;
    const score = (share - 0.5) * 2 * MAX_SCORE;
    return { score, is_flipped: flipped, rationale: battle.explanation ?? '' };
  });
  const [head] = group;
  const flipped = head.modelA !== first;
  return {
    input_text: head.promptText ?? head.promptId,
    tags: head.tags ?? [],
    output_text_a: answerText(flipped ? head.answerB : head.answerA),
    output_text_b: answerText(flipped ? head.answerA : head.answerB),
    score: ratings.reduce((sum, { score }) => sum + score, 0) / ratings.length,
    individual_rater_scores: ratings,
    custom_fields: {},
  };
}
