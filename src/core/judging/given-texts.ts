import { normalisedBrackets } from './reply-lines';

/** What a judge drops or adds where it quotes: line breaks, emphasis, punctuation. */
const SET_OFF = /[^\p{L}\p{N}[\]<>=]+/gu;
const MAX_LABEL_CHARS = 20;
const HAS_BRACKET = /[[［【]/;

const flat = (text: string) => normalisedBrackets(text).replace(SET_OFF, '').toLowerCase();

/** The texts that a judge was given, by which its quotations are told from its own words. */
export class GivenTexts {
  /** Only what holds a bracket can be quoted as a verdict. */
  readonly #texts: readonly string[];
  /** Labels are looked for again and again. */
  readonly #known = new Map<string, boolean>();

  constructor(texts: readonly string[]) {
    this.#texts = texts.filter((text) => HAS_BRACKET.test(text)).map(flat);
  }

  /** Whether the words stand in one of them, in this order and with nothing between, however set. */
  hold(...words: readonly string[]): boolean {
    if (this.#texts.length === 0) return false;
    const wanted = words.map(flat);
    if (wanted.includes('')) return false;
    const joined = wanted.join('');
    const known = this.#known.get(joined);
    if (known !== undefined) return known;
    const held = this.#texts.some((text) => text.includes(joined));
    if (joined.length <= MAX_LABEL_CHARS) this.#known.set(joined, held);
    return held;
  }
}
