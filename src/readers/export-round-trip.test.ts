import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { exportPrompts, type PromptForm } from '../core/prompts/prompt-export';
import { readPromptFile } from './prompt-file';

const unit = fc.constantFrom(
  'a',
  'ő',
  '"',
  ',',
  ';',
  '\n',
  '\\',
  '\t',
  '\u2028',
  '<',
  '👩‍👩‍👧',
  'ש',
  '字',
  '0',
);
const text = fc.string({ unit, maxLength: 12 }).map((inner) => `x${inner}y`);
const role = fc.constantFrom('user' as const, 'assistant' as const, 'system' as const);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
);

/** Prompts with different texts and ids, of one turn or many. */
function prompts(multiTurn: boolean) {
  const later = fc.array(fc.record({ role, content: text }), { maxLength: multiTurn ? 3 : 0 });
  const one = fc.record({
    first: text,
    later,
    category: text,
    cluster: text,
    dataset: text,
    extra: value,
    count: fc.integer({ min: 1, max: 9 }),
  });
  return fc.array(one, { minLength: 1, maxLength: 6 }).map((drafts) =>
    drafts.map(({ first, later: rest, category, cluster, dataset, extra, count }, i): Prompt => {
      const turns = [{ role: 'user' as const, content: `${i} ${first}` }, ...rest];
      const users = turns.filter((turn) => turn.role === 'user').map((turn) => turn.content);
      return {
        id: `id-${i}`,
        text: users.join('\n'),
        turns,
        source: 'some file',
        language: 'und',
        words: 2,
        count,
        fields: { category, cluster, dataset, extra },
      };
    }),
  );
}

async function roundTrip(all: readonly Prompt[], form: PromptForm): Promise<readonly Prompt[]> {
  const rows = all.map((prompt) => ({ prompt }));
  const file = await readPromptFile(new Blob([exportPrompts(rows, form)]), 'f');
  expect(file.errors).toEqual([]);
  return file.prompts;
}

const userTurns = ({ turns }: Prompt) => turns.filter((turn) => turn.role === 'user');

describe('exportPrompts, read back', () => {
  it("holds everything in the app's own form, the file that is read beside the first one", async () => {
    await fc.assert(
      fc.asyncProperty(prompts(true), async (all) => {
        const read = all.map((prompt) => ({ ...prompt, otherSources: ['f'] }));
        expect(await roundTrip(all, 'touchstone')).toEqual(read);
      }),
    );
  });

  it("holds id, category, cluster and the user's turns in Arena-Hard v0.1", async () => {
    await fc.assert(
      fc.asyncProperty(prompts(true), async (all) => {
        const back = await roundTrip(all, 'arena-hard-v0.1');
        expect(
          back.map(({ id, text: own, turns, fields }) => ({ id, own, turns, fields })),
        ).toEqual(
          all.map((prompt) => ({
            id: prompt.id,
            own: prompt.text,
            turns: userTurns(prompt),
            fields: { category: prompt.fields.category, cluster: prompt.fields.cluster },
          })),
        );
      }),
    );
  });

  it('holds id, category, cluster and text in Arena-Hard v2.0', async () => {
    await fc.assert(
      fc.asyncProperty(prompts(true), async (all) => {
        const back = await roundTrip(all, 'arena-hard-v2.0');
        expect(back.map(({ id, text: own, fields }) => [id, own, fields])).toEqual(
          all.map(({ id, text: own, fields }) => [
            id,
            own,
            { category: fields.category, subcategory: fields.cluster },
          ]),
        );
      }),
    );
  });

  it('holds text and data set in AlpacaEval', async () => {
    await fc.assert(
      fc.asyncProperty(prompts(true), async (all) => {
        const back = await roundTrip(all, 'alpaca-eval');
        expect(back.map(({ text: own, fields }) => [own, fields])).toEqual(
          all.map(({ text: own, fields }) => [own, { dataset: fields.dataset }]),
        );
      }),
    );
  });

  it('holds all of a prompt of one turn in CSV', async () => {
    await fc.assert(
      fc.asyncProperty(prompts(false), async (all) => {
        const back = await roundTrip(all, 'csv');
        expect(back.map(({ id, turns, fields }) => ({ id, turns, fields }))).toEqual(
          all.map(({ id, turns, source, language, words, count, fields }) => ({
            id,
            turns,
            fields: {
              ...fields,
              source,
              language,
              words,
              count,
              extra: Array.isArray(fields.extra) ? JSON.stringify(fields.extra) : fields.extra,
            },
          })),
        );
      }),
    );
  });

  it("takes the selection's category and cluster before the fields'", () => {
    const prompt: Prompt = {
      id: '1',
      text: 'a',
      turns: [{ role: 'user', content: 'a' }],
      source: 's',
      language: 'en',
      words: 1,
      count: 1,
      fields: { category: 'old' },
    };
    const written = exportPrompts(
      [{ prompt, category: 'law', cluster: 'contracts' }],
      'arena-hard-v2.0',
    );
    expect(written).toBe('{"uid":"1","category":"law","subcategory":"contracts","prompt":"a"}\n');
  });

  it('refuses a record of a newer version by name', async () => {
    const file = await readPromptFile(
      new Blob([
        '{"prompt":"a"}\n{"touchstone_prompt":9,"text":"b"}\n{"touchstone_prompt":1,"id":7}\n',
      ]),
      'f',
    );
    expect(file.prompts).toHaveLength(1);
    expect(file.errors.map((error) => error.reason)).toEqual([
      expect.stringMatching(/version 9 of Touchstone's form/),
      expect.stringMatching(/missing or of a wrong type/),
    ]);
  });
});
