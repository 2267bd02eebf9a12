import { describe, expect, it } from 'vitest';
import { OCCUPATIONAL_FIELDS } from '../labels/category-presets';
import { ARENA_HARD_CRITERIA } from './criteria';
import type { TagQuestion } from './run-spec';
import { tagTask } from './tag-tasks';
import { tagVersion } from './tag-task';
import { heldTags, reasonOfTag, yesNoTags } from './yes-no-tags';

const QUESTIONS: readonly {
  readonly question: TagQuestion;
  readonly reply: string;
  readonly count: number;
  readonly held: readonly string[];
}[] = [
  {
    question: { task: 'criteria', criteria: ARENA_HARD_CRITERIA },
    reply: '{"reason": "r", "criteria": [7, 1]}',
    count: 7,
    held: ['Specificity', 'Real-world application'],
  },
  {
    question: { task: 'expert' },
    reply: '{"reason": "r", "expert": true}',
    count: 1,
    held: ['expert'],
  },
  { question: { task: 'expert' }, reply: '{"reason": "r", "expert": false}', count: 1, held: [] },
  {
    question: { task: 'quality' },
    reply: '{"reason": "r", "faults": [4]}',
    count: 4,
    held: ['missing-context'],
  },
  {
    question: { task: 'occupations' },
    reply: '{"reason": "r", "fields": [4, 11]}',
    count: 23,
    held: [OCCUPATIONAL_FIELDS[3].name, OCCUPATIONAL_FIELDS[10].name],
  },
  {
    question: {
      task: 'labels',
      categories: [
        { name: 'law', description: 'Statutes.' },
        { name: 'general', description: '' },
      ],
    },
    reply: '{"reason": "r", "category": "law"}',
    count: 1,
    held: ['law'],
  },
];

describe('tags as yes and no', () => {
  it.each(QUESTIONS)('$question.task: $reply', ({ question, reply, count, held }) => {
    const parsed = tagTask(question).parse(reply);
    if (!parsed.ok) throw new Error(parsed.reason);
    const tags = yesNoTags(question);
    expect(tags).toHaveLength(count);
    expect(new Set(tags.map(({ id }) => id)).size).toBe(count);
    expect(tags.every((tag) => tag.question !== '')).toBe(true);
    expect(heldTags(question, parsed.value)).toEqual(held);
    expect(reasonOfTag(parsed.value)).toBe('r');
    const names = tags.map(({ name }) => name);
    expect(held.every((name) => names.includes(name))).toBe(true);
  });

  it('have another id once the question’s words change', () => {
    const id = (question: string) =>
      yesNoTags({ task: 'criteria', criteria: [{ name: 'a', question }] })[0].id;
    expect(id('Is it?')).not.toBe(id('Is it not?'));
    expect(id('Is it?')).toBe(id('Is it?'));
  });

  it('come from the user’s own text, which must name the code of the markers', () => {
    const own = 'Is it hard? It stands between lines with {code}. Reply {"expert": true}.';
    const task = tagTask({ task: 'expert', system: own });
    expect(task.system).toBe(own);
    expect(tagVersion(task)).not.toBe(tagVersion(tagTask({ task: 'expert' })));
    expect(() => tagTask({ task: 'expert', system: 'Is it hard?' })).toThrow(/lacks \{code\}/);
    // A person is asked by that text, and an answer to other words is none to these.
    const [asApp] = yesNoTags({ task: 'expert' });
    const [asWorded] = yesNoTags({ task: 'expert', system: own });
    expect(asWorded).toMatchObject({ name: 'expert', ownText: own });
    expect(asWorded.question).not.toBe(asApp.question);
    const ids = [own, `${own} Think.`].map((system) => yesNoTags({ task: 'expert', system })[0].id);
    expect(new Set([asApp.id, ...ids]).size).toBe(3);
    const { system } = tagTask({ task: 'expert' });
    expect(yesNoTags({ task: 'expert', system })).toEqual([asApp]);
    const fields = yesNoTags({ task: 'occupations', system: own });
    expect(fields).toHaveLength(OCCUPATIONAL_FIELDS.length);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });
});
