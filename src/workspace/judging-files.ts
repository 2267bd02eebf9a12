import type { Prompt } from '../core/data';
import type { AnswerRecord } from '../core/formats/answer-record';
import type { BattleRecord } from '../core/formats/battle-record';
import type { WrittenForm } from '../core/formats/written-form';
import type { AnswerBook } from '../core/judging/answer';
import { answerRecord } from '../core/judging/answer-records';
import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { REPLIES_FORM } from '../core/judging/written-replies';
import type { RunLog } from '../core/judging/run-spec';
import { groupedByPrompt } from '../stages/battles-by-prompt';
import { callsOfRun, readRun } from '../stages/plan-run';
import { distinctRecords } from '../stages/run-calls';
import { writeForm } from '../stages/write-form';
import type { RunPlans } from './run-plans';

const MS_A_SECOND = 1000;

export interface JudgingFileServices {
  readonly calls: CallStore;
  readonly plans: RunPlans;
  answers(): AnswerBook;
  prompts(): readonly Prompt[];
  bigWinWeight(): number;
}

/** Answers, and what runs brought, as files. */
export class JudgingFiles {
  readonly #services: JudgingFileServices;

  constructor(services: JudgingFileServices) {
    this.#services = services;
  }

  /** All answers of the workspace. */
  answers(form: WrittenForm<AnswerRecord>): Promise<Blob> {
    const { answers, prompts } = this.#services;
    const byId = new Map(prompts().map((prompt) => [prompt.id, prompt]));
    const timestamp = Date.now() / MS_A_SECOND;
    function* parts(): Generator<readonly AnswerRecord[]> {
      for (const answer of answers()) {
        const prompt = byId.get(answer.promptId);
        const { promptId, model, turns } = answer;
        yield [
          prompt ? answerRecord(answer, prompt, timestamp) : { promptId, model, turns, timestamp },
        ];
      }
    }
    return writeForm(parts(), form);
  }

  /** All stored replies, failed calls included, as they came. @throws TouchstoneError of planning */
  async replies({ spec }: RunLog): Promise<Blob> {
    const { plans, calls } = this.#services;
    const asked = await callsOfRun(await plans.plan(spec), calls);
    async function* parts(): AsyncGenerator<readonly CallRecord[]> {
      for await (const record of distinctRecords(asked, calls)) yield [record];
    }
    return writeForm(parts(), REPLIES_FORM);
  }

  /** The battles of a judge run; none of another. @throws TouchstoneError of planning */
  async battles({ spec }: RunLog, form: WrittenForm<BattleRecord>): Promise<Blob> {
    const { plans, calls, bigWinWeight } = this.#services;
    const result = await readRun(await plans.plan(spec), calls, bigWinWeight());
    return writeForm(groupedByPrompt(result.kind === 'judge' ? result.judged.battles : []), form);
  }
}
