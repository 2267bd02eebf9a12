import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OCCUPATIONAL_FIELDS } from '../labels/category-presets';
import { categoryQuestion, categoryTask } from './category-generator';
import { clusterAsText, NAMING_TASK, askedItems } from './cluster-naming';
import { ARENA_HARD_CRITERIA, criteriaTask, parseCriteria } from './criteria';
import { EXPERT_TASK } from './expert';
import { jsonInReply } from './json-reply';
import { labelTask } from './label-suggestion';
import { OCCUPATIONS_TASK } from './occupations';
import { QUALITY_TASK } from './prompt-quality';
import { cutTexts } from './tag-call';
import {
  checkTag,
  MAX_TAGGED_CHARS,
  readTag,
  tagMessages,
  taggedText,
  tagVersion,
} from './tag-task';

/** What is quadratic in the 190,000 characters takes more, what is linear a small part of it. */
const FAR_TOO_LONG_MS = 20_000;

const held = (reply: string) => {
  const parsed = parseCriteria(reply, ARENA_HARD_CRITERIA);
  return parsed.ok ? parsed.value.held.map((index) => index + 1) : 'unparsed';
};

describe('parseCriteria', () => {
  it.each([
    ['[1,2,3]', [1, 2, 3]],
    ['[1, 3,7]', [1, 3, 7]],
    ['[ 7 , 1 ]', [1, 7]],
    ['[]', []],
    ['[1, 1, 2]', [1, 2]],
    ['1, 3, 7', [1, 3, 7]],
    ['4', [4]],
    ['None.', []],
    ['["1", "3"]', [1, 3]],
    ["['1', '3']", [1, 3]],
    ['["Specificity", "problem-solving"]', [1, 4]],
    ['["1. Specificity", "7: Real-world application"]', [1, 7]],
    ['It is specific [1] and needs knowledge [2].\n\n[1, 2]', [1, 2]],
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
    ['[{"number": 2}, {"number": 5}]', [2, 5]],
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

describe('jsonInReply', () => {
  it('finds the outermost values, in fences and prose', () => {
    expect(jsonInReply('a [1] b {"c": [2]} d ```json\n{"e": "}"}\n```')).toEqual([
      [1],
      { c: [2] },
      { e: '}' },
    ]);
    expect(jsonInReply("{'a': 'it\\'s', 'b': None,}")).toEqual([{ a: "it's", b: null }]);
    expect(jsonInReply('It is "so [1]')).toEqual([[1]]);
    expect(jsonInReply(`{'a': 'it's True', "b": "'None', ]",}`)).toEqual([
      { a: "it's True", b: "'None', ]" },
    ]);
  });

  it('never throws, and bounds the cost of a hostile reply', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void jsonInReply(text)));
    expect(jsonInReply('['.repeat(200_000))).toEqual([]);
    expect(jsonInReply('{"'.repeat(100_000))).toEqual([]);
  });

  it.each(["\\'", '\\"', "'", '"', ' ', ', ', "' ", '[]', '[{'])(
    'takes time in proportion to a reply of many %j',
    { timeout: FAR_TOO_LONG_MS },
    (part) => {
      const many = part.repeat(190_000 / part.length);
      for (const reply of [`{${many}}`, `{'${many}}`, `{'a': '${many}', }`, `x${many}x`]) {
        expect(Array.isArray(jsonInReply(reply))).toBe(true);
        expect(NAMING_TASK.parse(reply).ok).toBe(false);
      }
    },
  );
});

describe('the other tasks', () => {
  it('reads the expert tag with its reason', () => {
    expect(EXPERT_TASK.parse('{"reason": "Deep.", "expert": true}')).toEqual({
      ok: true,
      value: { expert: true, reason: 'Deep.' },
    });
    expect(EXPERT_TASK.parse('No.')).toMatchObject({ ok: true, value: { expert: false } });
    expect(EXPERT_TASK.parse('{"is_expert": "yes"}')).toMatchObject({ value: { expert: true } });
    expect(EXPERT_TASK.parse('Perhaps.').ok).toBe(false);
  });

  it('reads occupations by number and name', () => {
    expect(OCCUPATIONAL_FIELDS).toHaveLength(23);
    const names = (reply: string) => {
      const parsed = OCCUPATIONS_TASK.parse(reply);
      return parsed.ok ? parsed.value.names : 'unparsed';
    };
    expect(names('{"reason": "x", "fields": [4, 19]}')).toEqual([
      'education',
      'software and IT services',
    ]);
    expect(names('["Legal & Government", "real estate"]')).toEqual([
      'legal and government',
      'real estate',
    ]);
    expect(names('[]')).toEqual([]);
    expect(names('[24]')).toBe('unparsed');
    expect(names('["astrology"]')).toBe('unparsed');
  });

  it('reads faults, labels, names and categories', () => {
    expect(QUALITY_TASK.parse('{"reason": "r", "faults": [2, 4]}')).toEqual({
      ok: true,
      value: { names: ['nsfw', 'missing-context'], reason: 'r' },
    });
    const labels = labelTask([{ name: 'law', description: 'd' }]);
    expect(labels.parse('{"category": "Law"}')).toMatchObject({ value: { category: 'law' } });
    expect(labels.parse('{"category": "general"}')).toMatchObject({
      value: { category: 'general' },
    });
    expect(labels.parse('["law", "general"]').ok).toBe(false);
    const languages = labelTask(
      ['C', 'C++', 'C#', '2 D', 'R & D'].map((name) => ({ name, description: 'd' })),
    );
    const said = (category: unknown) => {
      const parsed = languages.parse(JSON.stringify({ category }));
      return parsed.ok ? parsed.value.category : 'unparsed';
    };
    expect(['C', 'C++', 'C#', '2 D', 'R & D'].map(said)).toEqual([
      'C',
      'C++',
      'C#',
      '2 D',
      'R & D',
    ]);
    expect(
      ['c++', ' C＃', 'r and d', '2', '2.', '(3)', '4', '2. C++', '5: r_and_d'].map(said),
    ).toEqual(['C++', 'C#', 'R & D', 'C++', 'C++', 'C#', '2 D', 'C++', 'R & D']);
    // Each could be several, or says two things, or is none.
    for (const vague of ['C.', '*C*', '1. C++', '2 of them', '3 D', '9']) {
      expect(said(vague)).toBe('unparsed');
    }
    expect(NAMING_TASK.parse('{"name": "Contract law questions"}')).toEqual({
      ok: true,
      value: { name: 'Contract law questions', reason: '' },
    });
    expect(NAMING_TASK.parse('**"SQL query tuning"**')).toEqual({
      ok: true,
      value: { name: 'SQL query tuning', reason: '' },
    });
    expect(NAMING_TASK.parse('{"reason": "All ask for law.", "name": "Law"}')).toMatchObject({
      value: { name: 'Law', reason: 'All ask for law.' },
    });
    expect(NAMING_TASK.parse('{"name": "a b c d e f"}').ok).toBe(false);
    expect(NAMING_TASK.parse('Here is one:\nLaw').ok).toBe(false);
    expect(NAMING_TASK.parse('').ok).toBe(false);
  });

  it('reads categories with the clusters that belong to them', () => {
    const categories = categoryTask(2, 4);
    expect(
      categories.parse(
        '[{"name": "Law", "description": "d", "reason": "So.", "clusters": [4, "#1", "3. Torts"]}, {"name": "law"}, {"name": "general"}, {"name": "Art"}, {"name": "Food"}]',
      ),
    ).toEqual({
      ok: true,
      value: [
        { name: 'Law', description: 'd', reason: 'So.', clusters: [0, 2, 3] },
        { name: 'Art', description: '', reason: '', clusters: [] },
      ],
    });
    expect(categories.parse('[]').ok).toBe(false);
    for (const cluster of ['5', '0', '"Web 2.0"', '1.5', 'null']) {
      const parsed = categories.parse(`[{"name": "Law", "clusters": [1, ${cluster}]}]`);
      expect(parsed.ok ? '' : parsed.reason).toContain('“Law” names a cluster that is not');
    }
  });

  it('tells a refusal from what can not be read', () => {
    expect(checkTag(EXPERT_TASK, "I'm sorry, I can't help with that.", 'stop')).toMatchObject({
      kind: 'refusal',
    });
    expect(checkTag(EXPERT_TASK, 'Hm.', 'stop')).toMatchObject({ kind: 'unparsable' });
  });

  it('takes from a reply that was cut only the object that was asked for, whole', () => {
    const weighing = 'Let me weigh all criteria: [1, 2, 3, 4, 5, 6, 7]. The first one';
    const criteria = criteriaTask(ARENA_HARD_CRITERIA);
    expect(readTag(criteria, weighing, 'stop').ok).toBe(true);
    expect(checkTag(criteria, weighing, 'length')).toMatchObject({ kind: 'unparsable' });
    const whole = `${weighing} {"reason": "So.", "criteria": [1, 2]} That [3`;
    expect(readTag(criteria, whole, 'length')).toMatchObject({ value: { held: [0, 1] } });
    expect(readTag(criteria, '{"reason": "[1, 2]", "criteria": [1', 'length').ok).toBe(false);
    expect(readTag(EXPERT_TASK, 'No', 'length').ok).toBe(false);
    expect(readTag(NAMING_TASK, 'Contract law ques', 'length').ok).toBe(false);
    expect(readTag(categoryTask(2, 4), '[{"name": "Law"}] or [{"na', 'length').ok).toBe(false);
    expect(readTag(labelTask([]), '{"category": "general"} as', 'length').ok).toBe(true);
    expect(readTag(QUALITY_TASK, '{"faults": [1]}', 'length').ok).toBe(true);
    expect(readTag(OCCUPATIONS_TASK, '{"fields": [1]}', 'length').ok).toBe(true);
  });

  it('encloses the text, cuts it where it says, and versions the question', () => {
    const task = criteriaTask(ARENA_HARD_CRITERIA);
    const [system, user] = tagMessages(task, 'Why? {code}', 'c0de');
    expect(system.content).toContain('carry the code c0de.');
    expect(user.content).toBe('<<< begin prompt c0de >>>\nWhy? {code}\n<<< end prompt c0de >>>');
    expect(taggedText('😀'.repeat(MAX_TAGGED_CHARS))).toMatch(/^(😀)+\n\[cut here\]$/u);
    const items = ['x'.repeat(MAX_TAGGED_CHARS), 'y'.repeat(MAX_TAGGED_CHARS + 1)].map(
      (text, id) => ({ id: String(id), text }),
    );
    expect(cutTexts({ items, mask: (text) => text })).toBe(1);
    expect(cutTexts({ items, mask: () => '[name]' })).toBe(0);
    const edited = criteriaTask([
      ...ARENA_HARD_CRITERIA,
      { name: 'Brevity', question: 'Is it short?' },
    ]);
    expect(tagVersion(edited)).not.toBe(tagVersion(task));
    expect(clusterAsText({ keywords: ['a', 'b'], prompts: ['x\ny', 'z'.repeat(900)] })).toMatch(
      /^Keywords: a, b\n\nPrompts:\n1\. x y\n2\. z{499}…$/,
    );
  });

  it('lists as many clusters as fit, the largest first', () => {
    const few = categoryQuestion(
      [
        { id: '4', name: 's', size: 1, keywords: ['k'], example: 'Why\nnot?' },
        { id: '7', name: 'l', size: 9, keywords: [], example: 'z'.repeat(200) },
      ],
      2,
    );
    const long = `${'z'.repeat(119)}…`;
    expect(few.items[0].text).toBe(
      `1. l (9 prompts): . Such as: ${long}\n2. s (1 prompts): k. Such as: Why not?`,
    );
    expect(few.clusters).toEqual([
      { id: '7', text: `. Such as: ${long}` },
      { id: '4', text: 'k. Such as: Why not?' },
    ]);
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...{ id: `${i}`, name: `cluster ${i}`, size: i, keywords: ['k'] },
      example: 'z'.repeat(100),
    }));
    const { items, clusters } = categoryQuestion(many, 2);
    const [{ text }] = items;
    expect(taggedText(text)).toBe(text);
    expect(text.startsWith('1. cluster 299 (299 prompts)')).toBe(true);
    const last = clusters.length;
    expect(text.split('\n').at(-1)).toMatch(new RegExp(`^${last}\\. cluster ${300 - last} .*z$`));
  });

  it('knows clusters again only where they are as they were when the model was asked', () => {
    const asked = [
      { id: '0', text: 'law' },
      { id: '1', text: 'art' },
      { id: '2', text: 'food' },
    ];
    const now = [
      { id: '0', text: 'art' },
      { id: '1', text: 'law and tax' },
      { id: '2', text: 'food' },
    ];
    expect([...askedItems(now, asked)]).toEqual([
      ['0', '1'],
      ['2', '2'],
    ]);
  });
});
