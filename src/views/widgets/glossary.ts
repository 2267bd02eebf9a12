import { JUDGING_TERMS } from './glossary-judging';
import { LABEL_TERMS } from './glossary-labels';
import { MAP_TERMS } from './glossary-map';
import { PROMPT_TERMS } from './glossary-prompts';
import { QUALITY_TERMS } from './glossary-quality';
import { RANKING_TERMS } from './glossary-ranking';
import { SELECTION_TERMS } from './glossary-selection';

/** What a term on the screen means, in one sentence, with an example. */
export interface GlossaryEntry {
  readonly title: string;
  readonly meaning: string;
  readonly example: string;
}

export const GLOSSARY = {
  ...PROMPT_TERMS,
  ...MAP_TERMS,
  ...LABEL_TERMS,
  ...SELECTION_TERMS,
  ...JUDGING_TERMS,
  ...QUALITY_TERMS,
  ...RANKING_TERMS,
} as const satisfies Record<string, GlossaryEntry>;

export type Term = keyof typeof GLOSSARY;
