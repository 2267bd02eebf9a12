import { describe, expect, it } from 'vitest';
import { OCCUPATIONAL_FIELDS } from '../labels/category-presets';
import { categoryQuestion, categoryTask } from './category-generator';
import { clusterAsText, NAMING_TASK } from './cluster-naming';
import { ARENA_HARD_CRITERIA, criteriaTask } from './criteria';
import { EXPERT_TASK } from './expert';
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

  it.each([
    ['{"reason": "a line\nand "more"", "expert": true}', true],
    ['{“reason”: “x”, “expert”: true}', true],
    ['{reason: "x", expert: false}', false],
    ['[{"reason": "x", "Expert": "no"}]', false],
    ['{"reason": "a 5" nail", "expert": true}', true],
    ['"expert": true', true],
    ['{"expert": null}', 'unparsed'],
    ['{"reason": "x", "expert": true', 'unparsed'],
    ['{"expert": false}\n\nAn expert’s would give {"expert": true}.', 'unparsed'],
  ])('reads of expert prompts %j', (reply, expected) => {
    const parsed = EXPERT_TASK.parse(reply);
    expect(parsed.ok ? parsed.value.expert : 'unparsed').toBe(expected);
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
    const software = OCCUPATIONAL_FIELDS[18];
    for (const reply of [
      '{"fields": [19]}\n\n[19] is the closest; [11] might also fit.',
      '{"fields": 19}',
      '[{"number": 19, "name": "software and IT services"}]',
      JSON.stringify({ fields: [`${software.name}: ${software.description}`] }),
    ]) {
      expect(names(reply)).toEqual(['software and IT services']);
    }
  });

  it.each([
    ['{"faults": [], "reason": "it cites "Smith [1]" but is whole"}', []],
    ['{"faults": []}\n\nFlags considered: [1], [2], [3], [4].', []],
    [
      '{"faults": {"nonsense": false, "nsfw": false, "unanswerable": true, "missing-context": false}}',
      ['unanswerable'],
    ],
    ['None.', []],
    // It may be a number, or how many.
    ['{"faults": 1}', 'unparsed'],
    ['{"faults": [1]}, no: {"faults": []}', 'unparsed'],
  ])('reads faults of %j', (reply, expected) => {
    const parsed = QUALITY_TASK.parse(reply);
    expect(parsed.ok ? parsed.value.names : 'unparsed').toEqual(expected);
  });

  it.each([
    ['SQL query tuning', 'SQL query tuning'],
    ['**Name:** SQL query tuning', 'SQL query tuning'],
    ['"name": "SQL query tuning"', 'SQL query tuning'],
    ['["SQL query tuning"]', 'SQL query tuning'],
    ['{"Name": "SQL query tuning"}', 'SQL query tuning'],
    ['# SQL query tuning', 'SQL query tuning'],
    ['- SQL query tuning', 'SQL query tuning'],
    ['Topic: SQL query tuning', 'SQL query tuning'],
    ['C# and .NET', 'C# and .NET'],
    ['["SQL", "query tuning"]', 'unparsed'],
    ['None', 'unparsed'],
    ['{"name": "N/A"}', 'unparsed'],
    ['I cannot name this.', 'unparsed'],
    ['Here is the name:', 'unparsed'],
    ['{"name": "SQL"} or {"name": "Law"}', 'unparsed'],
  ])('reads as a name %j', (reply, expected) => {
    const parsed = NAMING_TASK.parse(reply);
    expect(parsed.ok ? parsed.value.name : 'unparsed').toBe(expected);
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
    for (const reply of ['{"category": 1}', '**law**', '{"category": "law"}\nSee [2].']) {
      expect(labels.parse(reply)).toMatchObject({ value: { category: 'law' } });
    }
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
    expect(checkTag(NAMING_TASK, "I'm sorry, I can't.", 'stop')).toMatchObject({ kind: 'refusal' });
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
        { id: '4', name: 's', size: 1, keywords: ['k'], example: 'Why\nnot?', central: ['a'] },
        { id: '7', name: 'l', size: 9, keywords: [], example: 'z'.repeat(200), central: ['b'] },
      ],
      2,
    );
    const long = `${'z'.repeat(119)}…`;
    expect(few.items[0].text).toBe(
      `1. l (9 prompts): . Such as: ${long}\n2. s (1 prompts): k. Such as: Why not?`,
    );
    expect(few.clusters).toEqual([
      { id: '7', central: ['b'] },
      { id: '4', central: ['a'] },
    ]);
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...{ id: `${i}`, name: `cluster ${i}`, size: i, keywords: ['k'] },
      ...{ example: 'z'.repeat(100), central: [] },
    }));
    const { items, clusters } = categoryQuestion(many, 2);
    const [{ text }] = items;
    expect(taggedText(text)).toBe(text);
    expect(text.startsWith('1. cluster 299 (299 prompts)')).toBe(true);
    const last = clusters.length;
    expect(text.split('\n').at(-1)).toMatch(new RegExp(`^${last}\\. cluster ${300 - last} .*z$`));
  });
});
