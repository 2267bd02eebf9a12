/** Why a filter stopped a prompt. What was never told of it is no answer, and counted apart. */
export type FilterReason =
  | 'words'
  | 'characters'
  | 'language'
  | 'score'
  | 'untoldScore'
  | 'flag'
  | 'expert'
  | 'untoldExpert'
  | 'occupation'
  | 'untoldOccupation'
  | 'file'
  | 'field'
  | 'duplicate';

/** As said after a count. */
export const FILTER_REASONS: Readonly<Record<FilterReason, string>> = {
  words: 'with too many words',
  characters: 'with too few characters',
  language: 'in another language',
  score: 'with a lower criteria score',
  untoldScore: 'without a criteria score',
  flag: 'flagged',
  expert: 'no expert’s prompt',
  untoldExpert: 'not told whether an expert’s',
  occupation: 'of another occupation',
  untoldOccupation: 'not told of which occupation',
  file: 'of a file left out',
  field: 'by field',
  duplicate: 'near-duplicates',
};
