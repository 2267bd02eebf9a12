import type { BattleRecord } from './battle-record';

/** What the answers and the judge of one battle say; kept apart, as they outweigh the rest. */
export type BattleTexts = Pick<BattleRecord, 'answerA' | 'answerB' | 'explanation'>;

/** In which unit the lengths of answers are; `unknown` where the file does not say. */
export type LengthUnit = 'tokens' | 'characters' | 'unknown';

/** Battles whose texts are kept together. */
export const TEXTS_A_PART = 200;
