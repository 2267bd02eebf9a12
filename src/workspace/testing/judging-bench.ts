import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { startLocalJudge, type LocalJudge } from '../../../e2e/local-judge';
import type { BattleRecord } from '../../core/formats/battle-record';
import { ANSWER_PARAMETERS, JUDGE_PARAMETERS } from '../../core/judging/call';
import { judgeTemplate } from '../../core/judging/judge-templates';
import {
  specId,
  type AnswerSpec,
  type JudgeSpec,
  type RunSpec,
  type TagQuestion,
  type TagSpec,
} from '../../core/judging/run-spec';
import { STRENGTHS, testPrompts } from '../../stages/testing/local-run';
import { CallRepository } from '../../storage/calls';
import { openDatabase, type Database, type WorkspaceRecord } from '../../storage/database';
import { KeyVault } from '../../storage/key-vault';
import { WorkspaceRepository } from '../../storage/workspaces';
import { History } from '../history.svelte';
import { Judging } from '../judging.svelte';
import { ProviderKeys } from '../provider-keys.svelte';
import { WorkspaceStore } from '../workspace-store.svelte';

export const BENCH_KEY = 'sk-planted-9876543210';
export const BENCH_PROMPTS = testPrompts(10);

const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 10 };

/** The judging of one workspace, on a database and a local provider of its own. */
export class JudgingBench {
  readonly database: Database;
  readonly judge: LocalJudge;
  /** Battles by source. */
  readonly received = new Map<string, readonly BattleRecord[]>();
  /** Errors that the user was told. */
  readonly told: unknown[] = [];
  readonly localStorage = new Map<string, string>();

  private constructor(database: Database, judge: LocalJudge) {
    this.database = database;
    this.judge = judge;
    globalThis.localStorage = {
      getItem: (name: string) => this.localStorage.get(name) ?? null,
      setItem: (name: string, value: string) => void this.localStorage.set(name, value),
    } as Storage;
  }

  static async start(): Promise<JudgingBench> {
    const database = await openDatabase();
    return new JudgingBench(
      database,
      await startLocalJudge({ strengths: STRENGTHS, key: BENCH_KEY }),
    );
  }

  async close(): Promise<void> {
    await this.judge.close();
    this.database.close();
    await deleteDB('touchstone');
  }

  /** Battles that runs of a spec gave. */
  battlesOf(spec: RunSpec): readonly BattleRecord[] | undefined {
    return this.received.get(specId(spec));
  }

  /** The workspace as after a reload. */
  async open() {
    const history = new History();
    const keys = new ProviderKeys(() => new KeyVault(this.database));
    const { id: provider } = keys.add('openai', `${this.judge.address}/v1`);
    const judging = new Judging({
      store: new WorkspaceStore(RECORD, new WorkspaceRepository(this.database), () => {}),
      calls: new CallRepository(this.database, RECORD.id),
      keys,
      history,
      prompts: () => BENCH_PROMPTS,
      report: (error) => void this.told.push(error),
      countTokens: async (texts) => Int32Array.from(texts, (text) => text.length),
      battles: {
        heldBattles: (source) => {
          const held = this.received.get(source) ?? [];
          return { count: held.length, weight: held.reduce((sum, each) => sum + each.weight, 0) };
        },
        receiveBattles: (source, _, battles) => void this.received.set(source, battles),
      },
    });
    await judging.load();
    return { judging, keys, history, provider };
  }

  /** The same, with a key in memory and the user's agreement. */
  async openReady() {
    const opened = await this.open();
    opened.judging.choices.agree(opened.provider);
    opened.keys.setKey(opened.provider, BENCH_KEY);
    return opened;
  }
}

export const answerSpec = (provider: string, model: 'm1' | 'm6' | 'm3' = 'm1'): AnswerSpec => ({
  kind: 'answer',
  contestants: [{ name: model, provider, model, parameters: ANSWER_PARAMETERS, systemPrompt: '' }],
  turnMode: 'replay',
  promptIds: null,
});

export const judgeSpec = (provider: string): JudgeSpec => ({
  kind: 'judge',
  judges: [{ name: 'judge', provider, model: 'judge', parameters: JUDGE_PARAMETERS }],
  template: judgeTemplate('five-labels'),
  models: ['m1', 'm6'],
  pairing: { kind: 'baseline', baseline: 'm6' },
  order: { kind: 'two-games' },
  repeats: 1,
  turns: 'last',
  reference: null,
  promptIds: null,
});

export const tagSpec = (
  provider: string,
  question: TagQuestion,
  { model = 'judge', promptIds = null as readonly string[] | null } = {},
): TagSpec => ({
  kind: 'tag',
  tagger: { provider, model, parameters: JUDGE_PARAMETERS },
  question,
  promptIds,
});
