import { expect, test } from 'vitest';
import { dropFunctionWords } from './function-words';
import { tokenise } from './tokens';

const slovene = [
  'kaj je davek da plača podjetje',
  'kaj je koren da raste drevo',
  'kaj je motor da vozi avto',
  'kje je davek',
];
/** Twelve Slovene prompts, and two in English that share their words. */
const prompts = [
  ...[...slovene, ...slovene, ...slovene].map((text, i) => ({
    text: `${text} beseda${i}`,
    language: 'sl',
  })),
  { text: 'da vinci motor', language: 'en' },
  { text: 'da vinci motor', language: 'en' },
];
const languages = prompts.map(({ language }) => language);
const termsOf = (i: number) => {
  const { terms, starts, tokens } = dropFunctionWords(tokenise(prompts), languages);
  return [...tokens.subarray(starts[i], starts[i + 1])].map((token) => terms[token]);
};

test('short words in a tenth and longer ones in a fifth of a language are left out of it', () => {
  const left = termsOf(0);
  expect(left).toContain('beseda0');
  for (const word of ['kaj', 'da', 'davek', 'plača']) expect(left).not.toContain(word);
});

test('languages of few prompts are taken together', () => {
  const mixed = languages.map((language, i) => (language === 'en' ? 'en' : `x${i % 3}`));
  const { terms, starts, tokens } = dropFunctionWords(tokenise(prompts), mixed);
  const first = [...tokens.subarray(0, starts[1])].map((token) => terms[token]);
  expect(first).toEqual(['podjetje', 'beseda0'].filter((word) => first.includes(word)));
  expect(first).toContain('beseda0');
});

test('English keeps its words, and fewer prompts than a dozen theirs', () => {
  expect(termsOf(12)).toEqual(['da', 'vinci', 'motor']);
  const few = prompts.slice(0, 4);
  const corpus = tokenise(few);
  expect(
    dropFunctionWords(
      corpus,
      few.map(({ language }) => language),
    ),
  ).toEqual(corpus);
});
