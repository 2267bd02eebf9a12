import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import { AnswerBook } from '../core/judging/answer';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import {
  ARENA_HARD_CRITERIA,
  criteriaProblem,
  type CriteriaTag,
  type Criterion,
} from '../core/judging/criteria';
import type { NamedTags } from '../core/judging/name-list-task';
import type { TagQuestion } from '../core/judging/run-spec';
import { PAPER_CATEGORIES } from '../core/labels/category-presets';
import { FLAGS_FIELD, OCCUPATIONS_FIELD, SCORE_OF_FIELD } from '../core/labels/imported-tags';
import { choiceOption } from './choice-option';
import type { Command } from './command';
import { readJsonInput } from './input-file';
import { MODEL_OPTIONS, MODEL_USAGE, modelChoices } from './model-options';
import { runOnCommandLine } from './model-run';
import { checkOutput } from './output-file';
import { idsOfCategories, jsonLines, readPrompts } from './prompt-input';

const TASKS = ['criteria', 'expert', 'occupations', 'quality', 'labels'] as const;

export const command: Command = {
  usage: [
    `tag --prompts FILE --what ${TASKS.join('|')} --model M --out TAGS.jsonl`,
    '    [--questions FILE.json (own criteria: name, question; or categories: name, description)]',
    `${MODEL_USAGE}    tags of prompts by a model`,
  ].join('\n'),
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...MODEL_OPTIONS,
        prompts: { type: 'string' },
        what: { type: 'string' },
        model: { type: 'string' },
        questions: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const { prompts: path, what, model, out } = values;
    const offline = values['batch-out'] !== undefined || values['dry-run'];
    if (!path || !what || !model || !(out || offline)) {
      throw new TouchstoneError(
        'usage',
        `Give --prompts, --what, --model and --out: npx touchstone ${command.usage}`,
      );
    }
    const question = await questionOf(choiceOption('what', what, TASKS), values.questions);
    checkOutput(out);
    const choices = modelChoices(values, JUDGE_PARAMETERS, process.env);
    const prompts = await readPrompts(path);
    const { provider, parameters } = choices;
    const { result, problem } = await runOnCommandLine(
      {
        spec: {
          kind: 'tag',
          tagger: { provider: provider.id, model, parameters },
          question,
          promptIds: idsOfCategories(prompts, values.category),
        },
        prompts,
        answers: new AnswerBook(),
        bigWinWeight: 1,
      },
      choices,
    );
    if (result?.kind === 'tag' && out) {
      const { tags, unparsed, failed, open } = result.tagged;
      const rows = [...tags].map(([id, value]) => ({ id, ...rowOf(question, value) }));
      writeFileSync(out, jsonLines(rows));
      console.log(
        `${out}: ${rows.length} prompts tagged; ${unparsed.size} unparsed, ${failed.size} failed, ${open} open.`,
      );
    }
    if (problem) throw problem;
  },
};

async function questionOf(
  task: (typeof TASKS)[number],
  file: string | undefined,
): Promise<TagQuestion> {
  const own = file ? await readJsonInput(file) : null;
  const isList = (member: string) =>
    Array.isArray(own) &&
    own.length > 0 &&
    own.every((each) => {
      const row = each as Readonly<Record<string, unknown>>;
      return typeof row?.name === 'string' && typeof row[member] === 'string';
    });
  const expected = task === 'criteria' ? 'question' : 'description';
  if (own !== null && !isList(expected)) {
    throw new TouchstoneError(
      'usage',
      `${file} should be a JSON list of objects with "name" and "${expected}".`,
    );
  }
  if (task === 'criteria') {
    const criteria = (own as Criterion[] | null) ?? ARENA_HARD_CRITERIA;
    const problem = criteriaProblem(criteria);
    if (problem !== null) throw new TouchstoneError('usage', `${file}: ${problem}`);
    return { task, criteria };
  }
  if (task === 'labels') {
    return { task, categories: (own as typeof PAPER_CATEGORIES | null) ?? PAPER_CATEGORIES };
  }
  return { task };
}

/** A tag as a flat row, under the names by which `sample` and an import read it. */
function rowOf(question: TagQuestion, value: unknown): object {
  if (question.task === 'criteria') {
    const { held, reason } = value as CriteriaTag;
    const names = held.map((index) => question.criteria[index].name);
    return {
      score: held.length,
      [SCORE_OF_FIELD]: question.criteria.length,
      criteria: names,
      reason,
    };
  }
  if (question.task === 'occupations' || question.task === 'quality') {
    const { names, reason } = value as NamedTags;
    return { [question.task === 'quality' ? FLAGS_FIELD : OCCUPATIONS_FIELD]: names, reason };
  }
  return value as object;
}
