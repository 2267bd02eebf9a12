import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import { AnswerBook } from '../core/judging/answer';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { choiceOption } from './choice-option';
import type { Command } from './command';
import { checkModelFiles, MODEL_OPTIONS, MODEL_USAGE, modelChoices } from './model-options';
import { runOnCommandLine } from './model-run';
import { checkEarlier, writeResults } from './output-file';
import { idsOfCategories, jsonLines, readPromptRows } from './prompt-input';
import { askedQuestion, checkQuestionOptions, TAG_TASKS, tagContents } from './tag-question';

export const command: Command = {
  purpose: 'tags of prompts, names of clusters, or categories proposed from these, by a model',
  usage: [
    `tag --prompts FILE --what ${TAG_TASKS.join('|')} --model M --out TAGS.jsonl`,
    '    [--questions FILE (JSON; own criteria: name, question; own categories for labels: name, description;',
    '     or for expert, occupations and quality a text, in which {code} stands for the code of the marker lines)]',
    '    [--clusters CLUSTERS.json (for names and categories: what "cluster" wrote of the vectors of these prompts)]',
    '    [--wanted 13 (categories at most; "--what labels --questions" takes what "--what categories" wrote)]',
    `${MODEL_USAGE}`,
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
        clusters: { type: 'string' },
        wanted: { type: 'string' },
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
    const task = choiceOption('what', what, TAG_TASKS);
    checkQuestionOptions(task, values);
    checkModelFiles(values, out, [path, values.questions, values.clusters]);
    const choices = modelChoices(values, JUDGE_PARAMETERS, process.env);
    const file = await readPromptRows(path);
    const { prompts } = file;
    const { question, made, rowsOf } = await askedQuestion(task, values, file);
    if (!offline) await checkEarlier(out, tagContents(task));
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
      const rows = [...tags].flatMap(([id, tag]) => rowsOf(id, tag));
      const said = `${rows.length} ${made}; ${unparsed.size} unparsed, ${failed.size} failed, ${open} open.`;
      writeResults(out, rows, () => jsonLines(rows), said, problem);
    }
  },
};
