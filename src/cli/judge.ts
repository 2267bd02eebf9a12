import { parseArgs } from 'node:util';
import { TouchstoneError, type Prompt } from '../core/data';
import { writeArenaHardJudgments } from '../core/formats/arena-hard-judgment';
import { DEFAULT_READ_OPTIONS, type BattleRecord } from '../core/formats/battle-record';
import { writeBattlesCsv } from '../core/formats/battles-csv';
import type { AnswerBook } from '../core/judging/answer';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { turnsJudgedBy, type JudgeTemplate } from '../core/judging/judge-template';
import { JUDGE_TEMPLATES, judgeTemplate } from '../core/judging/judge-templates';
import type { Pairing } from '../core/judging/schedule';
import { readBattleFile } from '../readers/battle-file';
import { choiceOption } from './choice-option';
import type { Command } from './command';
import { readJsonInput } from './input-file';
import { checkModelFiles, MODEL_OPTIONS, MODEL_USAGE, modelChoices } from './model-options';
import { runOnCommandLine } from './model-run';
import { countOption, numberOption, positiveOption } from './number-option';
import { checkEarlier, writeResults } from './output-file';
import { idsOfCategories, jsonLines, readAnswers, readPrompts } from './prompt-input';

const TEMPLATE_IDS = JUDGE_TEMPLATES.map(({ id }) => id);
const ARENA_HARD_BIG_WIN = 3;

const OPTIONS = {
  ...MODEL_OPTIONS,
  prompts: { type: 'string' },
  answers: { type: 'string', multiple: true, default: [] as string[] },
  judge: { type: 'string', multiple: true, default: [] as string[] },
  baseline: { type: 'string', multiple: true, default: [] as string[] },
  'all-pairs': { type: 'boolean', default: false },
  models: { type: 'string' },
  template: { type: 'string', default: 'five-labels' },
  'template-file': { type: 'string' },
  games: { type: 'string', default: '2' },
  coin: { type: 'string' },
  repeats: { type: 'string' },
  reference: { type: 'string' },
  'big-win': { type: 'string' },
  out: { type: 'string' },
} as const;

const optionsOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS }).values;
type Options = ReturnType<typeof optionsOf>;

export const command: Command = {
  purpose: 'verdicts of a model on pairs of answers',
  usage: [
    'judge --prompts FILE --answers FILE [--answers FILE]… --judge MODEL [--judge MODEL]…',
    '    --baseline M [--baseline M]… | --all-pairs  --out JUDGMENTS.jsonl|BATTLES.csv',
    '    [--models A,B,…] [--games 2|1] [--coin SEED] [--repeats 1] [--reference M] [--big-win 3]',
    `    [--template ${TEMPLATE_IDS.join('|')} | --template-file FILE.json]`,
    `${MODEL_USAGE}`,
  ].join('\n'),
  async run(args) {
    const options = optionsOf(args);
    const { prompts: path, answers: files, judge: judges, out } = options;
    const offline = options['batch-out'] !== undefined || options['dry-run'];
    if (!path || files.length === 0 || judges.length === 0 || !(out || offline)) {
      throw new TouchstoneError(
        'usage',
        `Give --prompts, --answers, --judge and --out: npx touchstone ${command.usage}`,
      );
    }
    checkModelFiles(options, out, [path, ...files, options['template-file']]);
    checkPairing(options);
    const choices = modelChoices(options, JUDGE_PARAMETERS, process.env);
    const games = choiceOption('games', options.games, ['2', '1']);
    const template = await templateOf(options);
    const bigWinWeight = positiveOption('big-win', options['big-win']) ?? ARENA_HARD_BIG_WIN;
    const prompts = await readPrompts(path);
    const answers = await readAnswers(files, prompts);
    const models = modelsOf(options, answers);
    if (!offline)
      await checkEarlier(out, {
        ...{ what: 'battles', names: [...judges, ...models, ...options.baseline] },
        read: readBattleNames,
      });
    const { provider, parameters } = choices;
    const { result, problem } = await runOnCommandLine(
      {
        spec: {
          kind: 'judge',
          judges: judges.map((model) => ({
            ...{ name: model, model, parameters },
            provider: provider.id,
          })),
          template,
          models,
          pairing: pairingOf(options, answers),
          order:
            games === '2'
              ? { kind: 'two-games' }
              : { kind: 'coin', seed: numberOption('coin', options.coin) ?? 1 },
          repeats: countOption('repeats', options.repeats) ?? 1,
          turns: turnsJudgedBy(template),
          reference: options.reference ?? null,
          promptIds: idsOfCategories(prompts, options.category),
        },
        ...{ prompts, answers, bigWinWeight },
      },
      choices,
    );
    if (result?.kind === 'judge' && out) {
      const { unparsed, failed, open } = result.judged;
      const battles = withCategories(result.judged.battles, prompts);
      const said = `${battles.length} battles; ${unparsed} unparsed, ${failed} failed, ${open} open.`;
      writeResults(out, battles, () => written(battles, out, options), said, problem);
    }
  },
};

async function templateOf(options: Options): Promise<JudgeTemplate> {
  const file = options['template-file'];
  if (!file) return judgeTemplate(choiceOption('template', options.template, TEMPLATE_IDS));
  const given = ((await readJsonInput(file)) ?? {}) as Partial<JudgeTemplate>;
  const { system, user } = given;
  if (typeof system !== 'string' || typeof user !== 'string') {
    throw new TouchstoneError(
      'template',
      `${file} needs "protocol" (five, three or score), "system" and "user" as texts.`,
    );
  }
  const protocol = choiceOption('template-file protocol', String(given.protocol), [
    'five',
    'three',
    'score',
  ]);
  return { id: file, name: file, source: file, protocol, system, user };
}

function pairingOf({ baseline, 'all-pairs': allPairs }: Options, answers: AnswerBook): Pairing {
  requireAnswers('the baseline ', baseline, answers);
  if (allPairs) return { kind: 'all-pairs' };
  return baseline.length > 1
    ? { kind: 'references', references: baseline }
    : { kind: 'baseline', baseline: baseline[0] };
}

/** Models that are compared. @throws TouchstoneError `no-answers` */
function modelsOf({ models }: Options, answers: AnswerBook): readonly string[] {
  if (models === undefined) return answers.models;
  const chosen = models.split(',').map((model) => model.trim());
  requireAnswers('', chosen, answers);
  return chosen;
}

function requireAnswers(role: string, models: readonly string[], answers: AnswerBook): void {
  const unknown = models.find((model) => !answers.models.includes(model));
  if (unknown === undefined) return;
  throw new TouchstoneError(
    'no-answers',
    `There are no answers of ${role}${unknown}; there are those of ${answers.models.join(', ')}.`,
  );
}

/** Refuses what can't be paired, or written afterwards, before anything is paid for. */
function checkPairing({ baseline, 'all-pairs': allPairs, out }: Options): void {
  if (allPairs === baseline.length > 0) {
    const given = allPairs ? ', not both.' : '.';
    throw new TouchstoneError(
      'usage',
      `Give --baseline M, or several of them, or --all-pairs${given}`,
    );
  }
  if (!out || out.endsWith('.csv') || baseline.length === 1) return;
  throw new TouchstoneError(
    'usage',
    `Arena-Hard judgments have one baseline: write battles between others to a .csv, not to ${out}.`,
  );
}

/** Names of judges and models in a file of battles. */
async function readBattleNames(file: Blob, path: string): Promise<string[]> {
  const { battles } = await readBattleFile(file, path, DEFAULT_READ_OPTIONS);
  return battles.flatMap(({ judge, modelA, modelB }) => [judge ?? 'no judge', modelA, modelB]);
}

/** A file stands for itself: it tells the categories that the prompts came with. */
function withCategories(
  battles: readonly BattleRecord[],
  prompts: readonly Prompt[],
): readonly BattleRecord[] {
  const fields = new Map(prompts.map((prompt) => [prompt.id, prompt.fields]));
  return battles.map((battle) => {
    const category = fields.get(battle.promptId)?.category;
    return typeof category === 'string' ? { ...battle, category } : battle;
  });
}

function written(battles: readonly BattleRecord[], out: string, { baseline }: Options): string {
  return out.endsWith('.csv')
    ? writeBattlesCsv(battles)
    : jsonLines(writeArenaHardJudgments(battles, baseline[0], 'v2.0'));
}
