import { detectAll } from 'tinyld';
import { serboCroatian } from './serbo-croatian';
import { dominantScript, scriptCounts, type Script } from './script';

/** Unsure: nothing to go by, or no language stands out. */
export const UNDETERMINED = 'und';

/** Detection looks at this much of a text, code blocks and addresses left out. */
const SAMPLE_CHARS = 240;
const SCAN_CHARS = 4000;
/** Least score of the best language, where the detector can't exclude the others; more for a few words. */
const MIN_SCORE = 0.12;
const MIN_SHORT_SCORE = 0.3;
const SHORT_CHARS = 24;

/** Scripts that (nearly) one language uses. */
const LANGUAGE_OF_SCRIPT: Partial<Record<Script, string>> = {
  greek: 'el',
  hebrew: 'he',
  armenian: 'hy',
  georgian: 'ka',
  devanagari: 'hi',
  bengali: 'bn',
  gujarati: 'gu',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  thai: 'th',
  lao: 'lo',
  khmer: 'km',
  burmese: 'my',
  ethiopic: 'am',
  hangul: 'ko',
  kana: 'ja',
  han: 'zh',
};

const CANDIDATES: Partial<Record<Script, string[]>> = {
  cyrillic: ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'mn', 'tt'],
  arabic: ['ar', 'fa', 'ur'],
  latin: 'en fr de es pt it nl cs sk da sv fi no is hu ro pl lt lv et tr vi id tl af'.split(' '),
};

/** Function words that tell English from its neighbours; few are words of another language. */
const ENGLISH = new Set(
  (
    'the of and what which how is are was were you your that this with for from would should can ' +
    'could write they have has does there when who why between after before by if its it a give ' +
    'make my'
  ).split(' '),
);
const ENGLISH_SHARE = 0.15;
/** Function words of Slovenian, which tinyld does not know; `NOT_SLOVENIAN` are those of its neighbours. */
const SLOVENIAN = new Set(
  (
    'in kaj če pri še lahko naj ki ker kdaj zakaj kako ali kot iz pa moram sem bi ob vsak vsako je ' +
    'ne koliko kateri katere prosim brez ima imam nimam da rad rada kjer jaz ona zaradi vsaj nekaj ' +
    'ji jih so z s'
  ).split(' '),
);
const NOT_SLOVENIAN = new Set(
  (
    'i što šta nije sam su li kao koji koja već u co jak jest nie czy że jsem jsou jako aby som sú ' +
    'ako ho která který které ktorá ktorý ktoré nebo alebo się ya bir bu ve'
  ).split(' '),
);
const SLOVENIAN_SHARE = 0.15;

function sampleOf(text: string): string {
  return text
    .slice(0, SCAN_CHARS)
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .slice(0, SAMPLE_CHARS);
}

const wordsOf = (sample: string) => sample.toLowerCase().split(/[\s.,:;!?"()»«]+/);

function isSlovenian(sample: string): boolean {
  const words = wordsOf(sample);
  const found = words.filter((word) => SLOVENIAN.has(word)).length;
  const against = words.filter((word) => NOT_SLOVENIAN.has(word)).length;
  return found >= 3 && found - 2 * against >= SLOVENIAN_SHARE * words.length;
}

function isEnglish(sample: string): boolean {
  const words = wordsOf(sample);
  const found = words.filter((word) => ENGLISH.has(word)).length;
  return found >= 2 && found >= ENGLISH_SHARE * words.length;
}

/**
 * Language of a text: ISO 639-1, `sr/hr`, or `und`. The script decides where one language uses it (a
 * text with kana is Japanese, Han alone Chinese); Latin, Cyrillic and Arabic go to tinyld's n-grams,
 * among the languages written so. Reads the first 240 characters that are no code block and no
 * address. English, and Slovenian, Serbian and Croatian in Latin script (which tinyld does not know),
 * are told by their function words; `sr/hr` is either of the last two.
 */
export function detectLanguage(text: string): string {
  const sample = sampleOf(text);
  const counts = scriptCounts(sample);
  const script = dominantScript(counts);
  if (script === null) return UNDETERMINED;
  if (script === 'han' && counts.has('kana')) return 'ja';
  const only = CANDIDATES[script];
  if (!only) return LANGUAGE_OF_SCRIPT[script] ?? UNDETERMINED;
  if (script === 'latin' && isEnglish(sample)) return 'en';
  if (script === 'latin' && isSlovenian(sample)) return 'sl';
  const southSlavic = script === 'latin' ? serboCroatian(sample, wordsOf(sample)) : null;
  if (southSlavic) return southSlavic;
  const [best] = detectAll(sample, { only });
  const isShort = script === 'latin' && sample.trim().length <= SHORT_CHARS;
  const needed = isShort ? MIN_SHORT_SCORE : MIN_SCORE;
  return best && best.accuracy >= needed ? best.lang : UNDETERMINED;
}
