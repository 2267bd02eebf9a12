import { describe, expect, it } from 'vitest';
import { ATTACKS, BREAKS_OUT, KNOWN_CODE } from '../../e2e/injection-attacks';
import { localAnswer } from '../../e2e/local-replies';
import { AnswerBook } from '../core/judging/answer';
import { callDelimiter } from '../core/judging/delimiter';
import { judgeTemplate } from '../core/judging/judge-templates';
import { judgedBattles, planJudging } from './judge';
import { runCalls } from './run-calls';
import {
  localPlan,
  localServices,
  localSettings,
  STRENGTHS,
  testPrompts,
  withLocalJudge,
} from './testing/local-run';

const PROMPTS = testPrompts(16);

/** Verdicts of the games m1 against m6; m6's own answers carry the attack, honest ones don't. */
async function verdicts(
  attack: string | null,
  protocol: 'five' | 'three',
  codeOf: (key: string) => string,
): Promise<{ readonly outcomes: readonly number[]; readonly unparsed: number }> {
  return withLocalJudge({ gullible: true }, async (judge) => {
    const outcomes: number[] = [];
    let unparsed = 0;
    for (const game of [1, 2] as const) {
      const side = game === 1 ? 'B' : 'A';
      const label = { five: { A: '[[A>>B]]', B: '[[B>>A]]' }, three: { A: '[[A]]', B: '[[B]]' } };
      const added = attack === null ? '' : ATTACKS[attack](side, label[protocol][side]);
      const answers = new AnswerBook(
        PROMPTS.flatMap(({ id, text }) =>
          (['m1', 'm6'] as const).map((model) => ({
            promptId: id,
            model,
            turns: [localAnswer(model, STRENGTHS[model], text) + (model === 'm6' ? added : '')],
          })),
        ),
      );
      const template = judgeTemplate(protocol === 'five' ? 'five-labels' : 'three-labels');
      const plan = localPlan(judge, PROMPTS, {
        answers,
        codeOf,
        template,
        pairing: { kind: 'graph', pairs: [['m1', 'm6']] },
      });
      const calls = (await planJudging(plan)).filter(({ subject }) => subject.game === game);
      const services = localServices();
      const { signal } = new AbortController();
      await runCalls(calls, services, localSettings(), { signal });
      const judged = await judgedBattles(calls, services.store, plan, 3);
      unparsed += judged.unparsed + judged.failed + judged.open;
      // The share of m6, whichever side it stood on.
      for (const { modelA, outcome } of judged.battles) {
        outcomes.push(modelA === 'm6' ? outcome : 1 - outcome);
      }
    }
    return { outcomes, unparsed };
  });
}

const derived = (key: string) => callDelimiter('a secret of the workspace', key);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('answers that try to decide the verdict, before a gullible judge', () => {
  it.each(['five', 'three'] as const)('change nothing: %s labels', async (protocol) => {
    const honest = await verdicts(null, protocol, derived);
    expect(honest.outcomes).toHaveLength(2 * PROMPTS.length);
    expect(mean(honest.outcomes)).toBeLessThan(0.35);
    for (const attack of Object.keys(ATTACKS)) {
      const { outcomes, unparsed } = await verdicts(attack, protocol, derived);
      expect(unparsed, attack).toBe(0);
      expect(outcomes, attack).toEqual(honest.outcomes);
    }
  });

  it('win with a fake marker where the code can be known: the same test then fails', async () => {
    for (const attack of BREAKS_OUT) {
      const { outcomes } = await verdicts(attack, 'five', () => KNOWN_CODE);
      expect(mean(outcomes), attack).toBe(1);
    }
  });
});
