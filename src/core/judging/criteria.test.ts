import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARENA_HARD_CRITERIA,
  criteriaProblem,
  freshCriterionName,
  parseCriteria,
} from './criteria';

const held = (reply: string) => {
  const parsed = parseCriteria(reply, ARENA_HARD_CRITERIA);
  return parsed.ok ? parsed.value.held.map((index) => index + 1) : 'unparsed';
};

const eachTold = (of: (index: number, name: string) => object) =>
  JSON.stringify(ARENA_HARD_CRITERIA.map(({ name }, i) => of(i, name)));

describe('parseCriteria', () => {
  it.each([
    ['[1,2,3]', [1, 2, 3]],
    ['[1, 3,7]', [1, 3, 7]],
    ['[ 7 , 1 ]', [1, 7]],
    ['[]', []],
    ['1, 3, 7', [1, 3, 7]],
    ['None.', []],
    ['["1", "3"]', [1, 3]],
    ["['1', '3']", [1, 3]],
    ['["Specificity", "problem-solving"]', [1, 4]],
    ['["1. Specificity", "7: Real-world application"]', [1, 7]],
    ['```json\n{"reason": "It is.", "criteria": [2, 6]}\n```', [2, 6]],
    ['{"criteria": [2, 6,], "reason": "x"}', [2, 6]],
    ['{"criteria": []}', []],
    ['{"criteria_satisfied": [1]}', [1]],
    [
      '{"1": true, "2": false, "3": true, "4": false, "5": false, "6": true, "7": false}',
      [1, 3, 6],
    ],
    [
      '{"specificity": "yes", "domain_knowledge": "no", "complexity": "no", "problem_solving": "yes", "creativity": "no", "technical_accuracy": "no", "real_world_application": "no"}',
      [1, 4],
    ],
    ["{'1': True, '2': False, '3': False, '4': False, '5': False, '6': False, '7': True}", [1, 7]],
    ['{"criteria": {"1": 1, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0}}', [1]],
    ['[{"number": 2}, {"number": 5, "name": "Creativity", "reason": "r"}]', [2, 5]],
    [eachTold((i) => ({ number: i + 1, holds: i < 2 })), [1, 2]],
    [eachTold((i, name) => ({ name, satisfied: i < 2 ? 'yes' : 'no', reason: 'r' })), [1, 2]],
    [`{"criteria": ${eachTold((i, name) => ({ name, holds: i > 5 }))}}`, [7]],
    ['{"criteria": [true, false, true, false, false, false, false]}', [1, 3]],
    ['{"criteria": [1, 3]}\n\nNote: I left out criterion [2].', [1, 3]],
    ['{"criteria": [1, 4], "reason": "wants "one" output; [2] does not hold"}', [1, 4]],
    ['{"reason": "a 5" nail, [2]", "criteria": [1, 4]}', [1, 4]],
    ['{"criteria": [1, 3] /* as "[2]" fails */, "reason": "x"}', [1, 3]],
    ['{"reason": "x", "criteria": [1, 3]', [1, 3]],
    ['{"reason": "one or two", "criteria": [numbers]}\n{"criteria": [3]}', [3]],
    ['{"criteria": [3]}, so {"reason": "x", "criteria": [3]}', [3]],
    ['{"criteria": "1, 3, 7"}', [1, 3, 7]],
    ['{"criteria": "none"}', []],
    ['[{"reason": "x", "criteria": [1]}]', [1]],
    ['{"result": {"reason": "x", "criteria": [1]}}', [1]],
    ['{"Criteria": [1]}', [1]],
    ['\\boxed{[1, 3]}', [1, 3]],
    [`["Specificity: ${ARENA_HARD_CRITERIA[0].question}"]`, [1]],
  ])('%j', (reply, expected) => {
    expect(held(reply)).toEqual(expected);
  });

  it.each([
    '',
    'It is a good prompt.',
    '[8]',
    '[0]',
    '[1, "beauty"]',
    '{"score": 5}',
    '{"1": true}',
    '7',
    '[1, 1, 2]',
    '{"criteria": 5}',
    '{"criteria": [1, 1, 1, 1, 1, 1, 1]}',
    '["Specificity: yes", "Complexity: no"]',
    '[{"number": 1, "holds": true}]',
    '[{"number": 1, "name": "Complexity"}]',
    '[{"number": 1, "verdict": "not satisfied"}, {"number": 2}]',
    eachTold((i) => ({ number: i + 1, holds: true, applies: i < 2 })),
    'hold: [1, 3, 7]\ndo not hold: [2, 4, 5, 6]',
    '{"criteria": [1]}\nOn reflection:\n{"criteria": [1, 2]}',
    '{"criteria": [1, 2], "reason": "the "criteria": [3], "x""}',
    '{"unmet criteria": [1, 2], "x": "a " b"}',
    '[1, 2',
    '{}',
    'I am sorry, but I cannot help.',
  ])('%j is unparsed, never 0', (reply) => {
    expect(held(reply)).toBe('unparsed');
  });

  it('reads the list of any subset back, whatever its form and what stands before', () => {
    const subset = fc.uniqueArray(fc.integer({ min: 1, max: 7 })).map((list) => list.sort());
    const form = fc.constantFrom(
      (list: number[]) => JSON.stringify(list),
      (list: number[]) => `[${list.join(' ,  ')}]`,
      (list: number[]) => JSON.stringify({ reason: 'So [it] is.', criteria: list }),
      (list: number[]) =>
        JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [n, list.includes(n)]))),
    );
    fc.assert(
      fc.property(subset, form, fc.lorem(), (list, write, prose) => {
        expect(held(`${prose}\n${write(list)}`)).toEqual(list);
      }),
    );
  });
});

describe('criteriaProblem', () => {
  const named = (name: string, question = 'Is it?') => ({ name, question });

  it.each([
    [[], 'Add a criterion'],
    [[named('a'), named(' ')], 'Criterion 2 has no name'],
    [[named('Depth'), named('depth ', 'Else?')], 'Two criteria are called “depth”'],
    [[named('a'), named('b', ' ')], '“b” has no question'],
  ])('refuses %j', (criteria, problem) => {
    expect(criteriaProblem(criteria)).toContain(problem);
  });

  it('takes what can be asked, such as a criterion of the name that is free', () => {
    expect(criteriaProblem(ARENA_HARD_CRITERIA)).toBeNull();
    const eighth = named(freshCriterionName(ARENA_HARD_CRITERIA));
    expect(eighth.name).toBe('Criterion 8');
    const seven = [...ARENA_HARD_CRITERIA.slice(1), eighth];
    expect(freshCriterionName(seven)).toBe('Criterion 9');
  });
});
