import { writeAlpacaEvalAnnotations } from './alpaca-eval';
import { writeArenaHardJudgments } from './arena-hard-judgment';
import type { BattleRecord } from './battle-record';
import { writeBattlesCsv } from './battles-csv';
import { writeChatbotArena } from './chatbot-arena';
import { writeLlmComparator } from './llm-comparator';
import { asJson, LINES, LIST, type WrittenForm } from './written-form';

type BattleForm = WrittenForm<BattleRecord>;

const CSV_HEADER = writeBattlesCsv([]).trimEnd();

/** The forms in which battles of any models are written; a part holds all battles of its prompts. */
export const BATTLE_FORMS: readonly BattleForm[] = [
  {
    ...{ title: 'Table (CSV)', name: 'battles', extension: 'csv' },
    frame: [`${CSV_HEADER}\n`, '\n', '\n'],
    pieces: (part) => [writeBattlesCsv(part).slice(CSV_HEADER.length + 1, -1)],
  },
  {
    ...{ title: 'Chatbot Arena (JSONL)', name: 'chatbot-arena', ...LINES },
    pieces: (part) => asJson(writeChatbotArena(part)),
  },
  {
    ...{ title: 'AlpacaEval annotations (JSON)', name: 'alpaca-eval', ...LIST },
    pieces: (part) => asJson(writeAlpacaEvalAnnotations(part)),
  },
];

/** Those of battles against one model; others are left out. */
export function baselineForms(baseline: string): readonly BattleForm[] {
  return (['v2.0', 'v0.1'] as const).map((version) => ({
    ...{ title: `Arena-Hard ${version} (JSONL)`, name: `arena-hard-${version}`, ...LINES },
    pieces: (part) => asJson(writeArenaHardJudgments(part, baseline, version)),
  }));
}

/** That of battles between two models; others are left out. */
export function pairForm(first: string, second: string): BattleForm {
  const { examples: _, ...head } = writeLlmComparator([], first, second);
  const [before] = JSON.stringify(head).split(/\}$/);
  return {
    ...{ title: 'LLM Comparator (JSON)', name: 'llm-comparator', extension: 'json' },
    frame: [`${before},"examples":[\n`, ',\n', '\n]}\n'],
    pieces: (part) => asJson(writeLlmComparator(part, first, second).examples as object[]),
  };
}
