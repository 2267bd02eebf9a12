import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Line {
  readonly id: string;
  readonly prompt?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly category: string;
  readonly topic: string;
  readonly language: string;
}

const read = (name: string): string[] =>
  readFileSync(new URL(`../../../public/sample/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const lines = read('prompts.jsonl').map((line) => JSON.parse(line) as Line);
const ENGLISH = ['finance', 'law', 'medical', 'maths', 'coding', 'general'];
/** Of the sets of words of any two prompts; what a template makes lies far above it. */
const MAX_JACCARD = 0.5;
const LANGUAGES = ['ar', 'ru', 'sr', 'hu', 'ja', 'th', 'sl', 'tr'];

/** Letters that a prompt in the language consists of, for scripts that tell languages apart. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  sr: /\p{Script=Cyrillic}/gu,
  ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/gu,
  th: /\p{Script=Thai}/gu,
};

/** Letters of the Latin alphabets that English does without. */
const DIACRITICS: Readonly<Record<string, RegExp>> = {
  hu: /[áéíóöőúüű]/iu,
  sl: /[čšž]/iu,
  sr: /[čćđšž]/iu,
  tr: /[çğıöşü]/iu,
};

const userText = (line: Line): string =>
  line.prompt ??
  (line.messages ?? [])
    .filter((turn) => turn.role === 'user')
    .map((turn) => turn.content)
    .join('\n');

const share = (text: string, script: RegExp): number =>
  (text.match(script) ?? []).length / (text.match(/\p{L}/gu) ?? []).length;

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

describe('sample prompts', () => {
  it('are at least 420, with unique ids and either a prompt or a conversation', () => {
    expect(lines.length).toBeGreaterThanOrEqual(420);
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
    for (const line of lines) {
      expect('prompt' in line, line.id).not.toBe('messages' in line);
      expect(userText(line).trim(), line.id).not.toBe('');
    }
  });

  it('hold multi-turn conversations that alternate and end with the user', () => {
    const conversations = lines.flatMap((line) => (line.messages ? [line.messages] : []));
    expect(conversations.length).toBeGreaterThanOrEqual(12);
    for (const turns of conversations) {
      expect(turns.map((turn) => turn.role)).toEqual(['user', 'assistant', 'user']);
    }
  });

  it('cover 14 categories with at least 25 prompts, and topics with at least 3', () => {
    const categories = countBy(lines.map((line) => line.category));
    expect([...categories.keys()].sort()).toEqual([...ENGLISH, ...LANGUAGES].sort());
    for (const [category, count] of categories) expect(count, category).toBeGreaterThanOrEqual(25);
    for (const [topic, count] of countBy(lines.map((line) => `${line.category}/${line.topic}`)))
      expect(count, topic).toBeGreaterThanOrEqual(3);
  });

  it('are written in the language that they name', () => {
    for (const line of lines) {
      if (LANGUAGES.includes(line.category)) expect(line.language, line.id).toBe(line.category);
      else if (line.category !== 'general') expect(line.language, line.id).toBe('en');
      const text = userText(line);
      const script = SCRIPTS[line.language];
      const latinSerbian = line.language === 'sr' && share(text, /\p{Script=Latin}/gu) > 0.5;
      if (script && !latinSerbian) {
        // Code, names and sentences to translate may stand in a prompt; they don't outweigh it.
        expect(share(text, script), line.id).toBeGreaterThan(0.4);
      } else if (line.language !== 'en') {
        expect(share(text, /\p{Script=Latin}/gu), line.id).toBe(1);
      } else {
        expect(share(text, /\p{Script=Latin}|\p{Script=Greek}/gu), line.id).toBe(1);
      }
      if (!script || latinSerbian) {
        const letters = DIACRITICS[line.language];
        if (letters) expect(text, line.id).toMatch(letters);
      }
    }
    const serbian = lines.filter((line) => line.language === 'sr');
    const latin = serbian.filter((line) => share(userText(line), /\p{Script=Latin}/gu) > 0.5);
    expect(latin.length).toBeGreaterThan(0);
    expect(latin.length).toBeLessThan(serbian.length / 4);
  });

  it('hold no near-duplicates and no template', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
    const words = lines.map((line) =>
      [...segmenter.segment(userText(line).toLowerCase())]
        .filter((segment) => segment.isWordLike)
        .map((segment) => segment.segment),
    );
    const sets = words.map((list) => new Set(list));
    sets.forEach((a, i) => {
      for (let j = 0; j < i; j++) {
        const b = sets[j]!;
        let common = 0;
        for (const word of a) if (b.has(word)) common++;
        const jaccard = common / (a.size + b.size - common);
        if (jaccard >= MAX_JACCARD) expect.fail(`${lines[i]!.id} and ${lines[j]!.id}: ${jaccard}`);
      }
    });
    for (const [opening, count] of countBy(words.map((list) => list.slice(0, 4).join(' '))))
      expect(count, opening).toBeLessThanOrEqual(2);
  });
});

describe('sample seed labels', () => {
  it('are five hand labels for each category but general, on prompts of that category', () => {
    const [header, ...rows] = read('seed-labels.csv');
    expect(header).toBe('prompt_id,label,source');
    const cells = rows.map((row) => row.split(','));
    const category = new Map(lines.map((line) => [line.id, line.category]));
    for (const [id, label, source] of cells) {
      expect(category.get(id!), id).toBe(label);
      expect(source).toBe('hand');
    }
    expect(new Set(cells.map(([id]) => id)).size).toBe(cells.length);
    const expected = [...ENGLISH, ...LANGUAGES].filter((name) => name !== 'general');
    expect(Object.fromEntries(countBy(cells.map(([, label]) => label!)))).toEqual(
      Object.fromEntries(expected.map((name) => [name, 5])),
    );
  });
});

describe('sample explanations', () => {
  const explanations = read('explanations.jsonl').map(
    (line) =>
      JSON.parse(line) as { id: string; verdict: string; category: string; explanation: string },
  );

  it('are at least 200 different ones, with every verdict in every category', () => {
    expect(explanations.length).toBeGreaterThanOrEqual(200);
    expect(new Set(explanations.map((one) => one.id)).size).toBe(explanations.length);
    expect(new Set(explanations.map((one) => one.explanation)).size).toBe(explanations.length);
    const kinds = new Set(explanations.map((one) => `${one.category} ${one.verdict}`));
    const expected = [...ENGLISH, ...LANGUAGES].flatMap((category) =>
      ['A>>B', 'A>B', 'A=B', 'B>A', 'B>>A'].map((verdict) => `${category} ${verdict}`),
    );
    expect([...kinds].sort()).toEqual(expected.sort());
  });

  it('are two or three sentences', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    for (const { id, explanation } of explanations) {
      const sentences = [...segmenter.segment(explanation)].length;
      expect(sentences, id).toBeGreaterThanOrEqual(2);
      expect(sentences, id).toBeLessThanOrEqual(3);
    }
  });

  it('name the answers as Assistant A and Assistant B only, so that a swap can rename them', () => {
    for (const { id, explanation } of explanations) {
      const rest = explanation.replace(/Assistant [AB]\b/g, '');
      expect(rest, id).not.toMatch(/\bB\b|(?<!^|[.?!:] )\bA\b/);
    }
  });
});
