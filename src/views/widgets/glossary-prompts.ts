import type { GlossaryEntry } from './glossary';

export const PROMPT_TERMS = {
  nearDuplicate: {
    title: 'Near-duplicates',
    meaning:
      'Prompts whose vectors have at least this cosine say nearly the same; they are grouped, and a chain of such pairs makes one group.',
    example:
      '“Write a poem about spring” and “Write a short poem about spring” have a cosine of 0.97 and are one group at 0.95; “Write a story about spring” has 0.83 and stands apart.',
  },
  tokenLimit: {
    title: 'Token limit',
    meaning:
      'An embedding model reads a text in pieces of words (tokens) and only so many of them; the rest of a longer text plays no part, unless the mean over all its parts is taken.',
    example:
      '256 tokens are about 190 English words: of a prompt of 1,000 words the first fifth counts.',
  },
} as const satisfies Record<string, GlossaryEntry>;
