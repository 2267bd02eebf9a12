import { parseArgs } from 'node:util';
import { TouchstoneError, type Prompt } from '../core/data';
import { writeAlpacaEvalOutputs } from '../core/formats/alpaca-eval-outputs';
import {
  writeArenaHardAnswersV01,
  writeArenaHardAnswersV20,
} from '../core/formats/arena-hard-answer';
import { AnswerBook, type Answer } from '../core/judging/answer';
import { answerRecord } from '../core/judging/answer-records';
import { ANSWER_PARAMETERS } from '../core/judging/call';
import { readAnswerFile } from '../readers/answer-file';
import { choiceOption } from './choice-option';
import type { Command } from './command';
import { openInput } from './input-file';
import { checkModelFiles, MODEL_OPTIONS, MODEL_USAGE, modelChoices } from './model-options';
import { runOnCommandLine } from './model-run';
import { checkEarlier, writeResults } from './output-file';
import { idsOfCategories, jsonLines, readPrompts } from './prompt-input';

const WRITERS = {
  'arena-hard-v2.0': writeArenaHardAnswersV20,
  'arena-hard-v0.1': writeArenaHardAnswersV01,
  'alpaca-eval': writeAlpacaEvalOutputs,
} as const;
const FORMS = Object.keys(WRITERS) as (keyof typeof WRITERS)[];

export const command: Command = {
  purpose: 'answers of a model to the prompts of a file',
  usage: [
    'answer --prompts FILE --model M --out ANSWERS.jsonl [--name NAME] [--system TEXT | --system-file FILE] [--turns replay|every-turn]',
    `    [--form ${FORMS.join('|')}]`,
    `${MODEL_USAGE}`,
  ].join('\n'),
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...MODEL_OPTIONS,
        prompts: { type: 'string' },
        model: { type: 'string' },
        name: { type: 'string' },
        system: { type: 'string' },
        'system-file': { type: 'string' },
        turns: { type: 'string', default: 'replay' },
        form: { type: 'string', default: FORMS[0] },
        out: { type: 'string' },
      },
    });
    const { prompts: path, model, out } = values;
    const offline = values['batch-out'] !== undefined || values['dry-run'];
    if (!path || !model || !(out || offline)) {
      throw new TouchstoneError(
        'usage',
        `Give --prompts, --model and --out: npx touchstone ${command.usage}`,
      );
    }
    const file = values['system-file'];
    checkModelFiles(values, out, [path, file]);
    if (file !== undefined && values.system !== undefined)
      throw new TouchstoneError('usage', 'Give --system or --system-file, not both.');
    const form = choiceOption('form', values.form, FORMS);
    const turnMode = choiceOption('turns', values.turns, ['replay', 'every-turn']);
    const choices = modelChoices(values, ANSWER_PARAMETERS, process.env);
    const systemPrompt = file
      ? (await (await openInput(file)).text()).trim()
      : (values.system ?? '');
    const name = values.name ?? model;
    const prompts = await readPrompts(path);
    const { parameters, provider } = choices;
    const contestant = { name, model, parameters, systemPrompt };
    if (!offline)
      await checkEarlier(out, {
        ...{ what: 'answers', names: [name] },
        read: async (...given) =>
          (await readAnswerFile(...given)).answers.map((each) => each.model),
      });
    const { result, problem } = await runOnCommandLine(
      {
        spec: {
          kind: 'answer',
          contestants: [{ ...contestant, provider: provider.id }],
          turnMode,
          promptIds: idsOfCategories(prompts, values.category),
        },
        prompts,
        answers: new AnswerBook(),
        bigWinWeight: 1,
      },
      choices,
    );
    if (result?.kind === 'answer' && out) {
      const counted = await withTokens(result.answers);
      const text = () => jsonLines(WRITERS[form](recordsOf(counted, prompts)));
      writeResults(out, counted, text, `${counted.length} answers of ${name}.`, problem);
    }
  },
};

async function withTokens(answers: readonly Answer[]): Promise<Answer[]> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return answers.map((answer) => ({
    ...answer,
    tokens: countTokens(answer.turns.at(-1) ?? '', { disallowedSpecial: new Set() }),
  }));
}

function recordsOf(answers: readonly Answer[], prompts: readonly Prompt[]) {
  const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  const seconds = Date.now() / 1000;
  return answers.map((answer) => answerRecord(answer, byId.get(answer.promptId)!, seconds));
}
