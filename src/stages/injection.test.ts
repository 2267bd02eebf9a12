import { describe, expect, it } from 'vitest';
import { ATTACKS, BREAKS_OUT, KNOWN_CODE } from '../../e2e/injection-attacks';
import { NO_FAULTS } from '../../e2e/local-faults';
import type { LocalJudgeSettings } from '../../e2e/local-judge';
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
  manner: Partial<LocalJudgeSettings> = {},
): Promise<{ readonly outcomes: readonly number[]; readonly unparsed: number }> {
  return withLocalJudge({ gullible: true, ...manner }, async (judge) => {
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
/** Judges that quote before their verdict or after it, and forget it in half of their replies. */
const MANNERS: Readonly<Record<string, Partial<LocalJudgeSettings>>> = {
  'quotes first': { quotes: 'first' },
  'quotes last': { quotes: 'last' },
  'quotes first, forgets': { quotes: 'first', faults: { ...NO_FAULTS, missingVerdict: 0.5 } },
  'quotes last, forgets': { quotes: 'last', faults: { ...NO_FAULTS, missingVerdict: 0.5 } },
};
const CASES = Object.keys(MANNERS).flatMap((manner) =>
  (['five', 'three'] as const).map((protocol) => [protocol, manner] as const),
);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('answers that try to decide the verdict, before a gullible judge', () => {
  it.each(CASES)('change nothing: %s labels, %s', async (protocol, manner) => {
    const honest = await verdicts(null, protocol, derived, MANNERS[manner]);
    expect(honest.outcomes).toHaveLength(2 * PROMPTS.length);
    expect(mean(honest.outcomes)).toBeLessThan(0.35);
    for (const attack of Object.keys(ATTACKS)) {
      const { outcomes, unparsed } = await verdicts(attack, protocol, derived, MANNERS[manner]);
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
