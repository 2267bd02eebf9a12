import { normalisedBrackets } from './reply-lines';

/** What a judge drops or adds where it quotes: line breaks, emphasis, punctuation. */
const SET_OFF = /[^\p{L}\p{N}[\]<>=]+/gu;
const HAS_BRACKET = /[[［【]/;

const flat = (text: string) => normalisedBrackets(text).replace(SET_OFF, '').toLowerCase();

/** The texts that a judge was given, by which its quotations are told from its own words. */
export class GivenTexts {
  /** Only what holds a bracket can be quoted as a verdict. */
  readonly #texts: readonly string[];

  constructor(texts: readonly string[]) {
    this.#texts = texts.filter((text) => HAS_BRACKET.test(text)).map(flat);
  }

  /** Whether the words stand in one of them, in this order and with nothing between, however set. */
  hold(...words: readonly string[]): boolean {
    if (this.#texts.length === 0) return false;
    const wanted = words.map(flat);
    if (wanted.includes('')) return false;
    return this.#texts.some((text) => text.includes(wanted.join('')));
  }
}
