export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'armenian'
  | 'georgian'
  | 'devanagari'
  | 'bengali'
  | 'gujarati'
  | 'tamil'
  | 'telugu'
  | 'kannada'
  | 'thai'
  | 'lao'
  | 'khmer'
  | 'burmese'
  | 'ethiopic'
  | 'hangul'
  | 'kana'
  | 'han';

/** First and last code point of each script's main blocks (Unicode 16), ascending. */
const BLOCKS: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xc0, 0x24f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x530, 0x58f, 'armenian'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x6ff, 'arabic'],
  [0x750, 0x77f, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0x980, 0x9ff, 'bengali'],
  [0xa80, 0xaff, 'gujarati'],
  [0xb80, 0xbff, 'tamil'],
  [0xc00, 0xc7f, 'telugu'],
  [0xc80, 0xcff, 'kannada'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0xeff, 'lao'],
  [0x1000, 0x109f, 'burmese'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1200, 0x137f, 'ethiopic'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3040, 0x30ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7af, 'hangul'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
];

const SCRIPTS = [...new Set(BLOCKS.map(([, , script]) => script))];

/** Number of the script of each UTF-16 unit, from 1; 0 for none. */
const SCRIPT_OF_UNIT = new Uint8Array(65536);
for (const [first, last, script] of BLOCKS) {
  SCRIPT_OF_UNIT.fill(SCRIPTS.indexOf(script) + 1, first, last + 1);
}

/** Letters of each script in a text, by UTF-16 unit. One pass. */
export function scriptCounts(text: string): Map<Script, number> {
  const counts = new Uint32Array(SCRIPTS.length + 1);
  for (let i = 0; i < text.length; i++) counts[SCRIPT_OF_UNIT[text.charCodeAt(i)]]++;
  return new Map(
    SCRIPTS.map((script, i) => [script, counts[i + 1]] as const).filter(([, count]) => count > 0),
  );
}

/** The script with most letters, where one letter of an unspaced script weighs as much as three Latin ones. */
export function dominantScript(counts: ReadonlyMap<Script, number>): Script | null {
  let best: Script | null = null;
  let most = 0;
  for (const [script, count] of counts) {
    const weight = script === 'han' || script === 'kana' || script === 'hangul' ? 3 * count : count;
    if (weight > most) {
      most = weight;
      best = script;
    }
  }
  return best;
}
