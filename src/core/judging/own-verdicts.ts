import type { GivenTexts } from './given-texts';
import type { BracketToken, ReplyLine } from './reply-lines';
import {
  announcesQuote,
  bared,
  decides,
  decidesAround,
  endsInColon,
  endsInJsonMember,
  isConnective,
  isDismissed,
  isEnglish,
  isFinalForm,
  isInQuotation,
  isSetAgainst,
  lastClause,
  leadsOver,
  openSentence,
  restOfSentence,
  speaksOfItself,
  tells,
} from './verdict-wording';

/** What stands inside brackets: a verdict, something that only looks like one, or neither. */
export type Interior<T> = { readonly value: T; readonly name: string } | 'malformed' | null;

/** A label that is the judge's own. */
export interface OwnVerdict<T> {
  readonly interior: Exclude<Interior<T>, null>;
  /** Which of the filled lines it is on, from 0. */
  readonly at: number;
  readonly standing: Standing;
  /** Whether a text that the judge was given holds the label. */
  readonly held: boolean;
  /** Whether only marks follow it in the reply. */
  readonly last: boolean;
}

/**
 * After words such as “final verdict”; alone on its line or after a sentence; the same, but it also
 * stands in a text that the judge was given, and may be a quotation; with reasons around it.
 */
export type Standing = 'announced' | 'alone' | 'unsure' | 'reasoned';

/** What a sentence before a verdict says stands in so many characters before it. */
const LEAD_CHARS = 300;
const SHORT_LEAD_CHARS = 12;
const FENCE_LINE = /^\s*(?:`{3}|~{3})[^`]*$/;

/** The lines that say something. */
export function filledLines(lines: readonly ReplyLine[]): readonly ReplyLine[] {
  return lines.filter(
    ({ text, tokens }) => tokens.length > 0 || (!FENCE_LINE.test(text) && bared(text) !== ''),
  );
}

/**
 * The verdicts in a reply that are the judge's own, in their order, and how many stand in it. What it
 * quotes is not its own: in quotation marks, code or quoted lines, word for word from a given text,
 * or announced as another's words; nor what it weighs and does not choose. Where no given text holds
 * the label, a quotation of it is hardly possible, and the rules are milder.
 * @param lines the filled ones
 */
export function ownVerdicts<T>(
  lines: readonly ReplyLine[],
  brackets: BracketToken['brackets'],
  read: (interior: string) => Interior<T>,
  given: GivenTexts,
): { readonly tokens: number; readonly own: readonly OwnVerdict<T>[] } {
  const found = lines.map((line) =>
    line.tokens.flatMap((token) => {
      const interior = token.brackets === brackets ? read(token.interior) : null;
      return interior === null ? [] : [{ token, interior }];
    }),
  );
  const tokens = found.reduce((sum, { length }) => sum + length, 0);
  const own = found.flatMap((verdicts, at) => {
    const line = new VerdictLine(
      verdicts.map(({ token }) => token),
      { lines, at, given, single: brackets === 'single', only: tokens === 1 },
    );
    return line.standings().flatMap((standing, i): OwnVerdict<T>[] => {
      const { interior } = verdicts[i];
      const last = line.isLast && line.rest(i) === '';
      const held = line.held[i];
      return standing === null ? [] : [{ interior, at, standing, held, last }];
    });
  });
  return { tokens, own };
}

interface Place {
  readonly lines: readonly ReplyLine[];
  readonly at: number;
  readonly given: GivenTexts;
  /** In single brackets, which mean much else too. */
  readonly single: boolean;
  /** The only verdict of the reply. */
  readonly only: boolean;
}

/** A line with labels on it, and how each of them stands there. */
class VerdictLine {
  readonly #tokens: readonly BracketToken[];
  readonly #place: Place;
  readonly #line: ReplyLine;
  /** Of each label, whether a given text holds it. */
  readonly held: readonly boolean[];
  /** Nothing else stands on the line. */
  readonly #isAlone: boolean;

  constructor(tokens: readonly BracketToken[], place: Place) {
    this.#tokens = tokens;
    this.#place = place;
    this.#line = place.lines[place.at];
    this.held = tokens.map((_, i) => place.given.hold(this.#label(i)));
    const parts = tokens.map((_, i) => this.#before(i));
    const rest = tokens.length > 0 ? this.#after(tokens.length - 1) : '';
    this.#isAlone = bared(parts.join(' ') + rest) === '';
  }

  get isLast(): boolean {
    return this.#place.at === this.#place.lines.length - 1;
  }

  /** Null for a label that is not the judge's own. */
  standings(): (Standing | null)[] {
    const standings: (Standing | null)[] = [];
    if (this.#tokens.length === 0) return standings;
    const { text } = this.#line;
    const isQuoted = this.held.includes(true) && !this.#isAlone && this.#place.given.hold(text);
    const isSetOff = this.#line.cited || this.#line.fenced === 'code';
    this.#tokens.forEach((_, i) => {
      const before = standings[i - 1];
      const joined = before !== undefined && isConnective(this.#before(i));
      if (isQuoted) standings.push(null);
      else if (joined) standings.push(before);
      else if (isSetOff) standings.push(this.#setOff(i));
      else standings.push(this.#standing(i));
    });
    return standings;
  }

  /** What follows a label up to the next, without marks. */
  rest(i: number): string {
    return bared(this.#after(i));
  }

  /** In code or in a quoted line, with which some judges only set their verdict off. */
  #setOff(i: number): Standing | null {
    const standing = this.held[i] || !this.isLast ? null : this.#standing(i);
    return standing === 'reasoned' ? null : standing;
  }

  #standing(i: number): Standing | null {
    if (this.#isAlone) return this.#alone(i);
    const held = this.held[i];
    const { given, single, only } = this.#place;
    const before = this.#before(i).slice(-LEAD_CHARS);
    const sentence = openSentence(before);
    const after = this.#after(i).slice(0, LEAD_CHARS);
    const [lead, rest] = [
      bared(sentence),
      bared(this.#isLastOnLine(i) ? after : restOfSentence(after)),
    ];
    if (isSetAgainst(before) || isDismissed(sentence, after)) return null;
    if (single && rest !== '') return null;
    if (endsInJsonMember(before)) return held ? null : 'announced';
    if (isInQuotation(before, after)) return null;
    if (held && lead !== '' && given.hold(sentence, this.#label(i))) return null;
    if (held && this.#isAnnounced) return null;
    if (rest === '' && isFinalForm(sentence, held)) return 'announced';
    if (tells(held ? before : sentence, held)) return null;
    // The only label of the reply, in its last words, from no text that was given, in a language
    // whose words for a decision are not known here.
    const isLastWord = this.isLast && only && !held && !single && !isEnglish(sentence + after);
    if (this.#tokens[i].quoted) {
      const isSetOff = rest === '' && !held && (lead === '' || endsInColon(sentence));
      return isSetOff || isLastWord ? 'reasoned' : null;
    }
    if (held && lead !== '' && !speaksOfItself(sentence)) return null;
    if (lead === '') {
      if (held) return rest === '' ? 'unsure' : null;
      return rest === '' ? 'alone' : 'reasoned';
    }
    if (decidesAround(sentence, after, this.#label(i)) || (isLastWord && !/\w$/.test(before)))
      return 'reasoned';
    if (endsInColon(before) && rest !== '') return 'reasoned';
    if (rest !== '') return null;
    const isShort =
      this.isLast && this.#isLastOnLine(i) && bared(lastClause(sentence)).length < SHORT_LEAD_CHARS;
    return leadsOver(before) || decides(sentence) || isShort ? 'reasoned' : null;
  }

  /** Of a label with nothing else on its line: only its neighbours tell a quotation then. */
  #alone(i: number): Standing | null {
    const { lines, at, given, single } = this.#place;
    const label = this.#label(i);
    const before = at > 0 ? lines[at - 1].text : null;
    const after = at + 1 < lines.length ? lines[at + 1].text : null;
    if (!this.held[i]) {
      if (single && this.#isAnnounced) return null;
      return before !== null && isFinalForm(before) ? 'announced' : 'alone';
    }
    const isQuotation =
      this.#isAnnounced ||
      (before !== null && given.hold(before, label)) ||
      (after !== null && given.hold(label, after));
    return isQuotation ? null : 'unsure';
  }

  /** Whether the line before leads over to the words of others. */
  get #isAnnounced(): boolean {
    const { lines, at } = this.#place;
    return at > 0 && announcesQuote(lines[at - 1].text.trimEnd().slice(-LEAD_CHARS));
  }

  #isLastOnLine(i: number): boolean {
    return i === this.#tokens.length - 1;
  }

  #label(i: number): string {
    const { start, end } = this.#tokens[i];
    return this.#line.text.slice(start, end);
  }

  /** From the label before, or the start of the line. */
  #before(i: number): string {
    return this.#line.text.slice(i > 0 ? this.#tokens[i - 1].end : 0, this.#tokens[i].start);
  }

  #after(i: number): string {
    const end = i + 1 < this.#tokens.length ? this.#tokens[i + 1].start : undefined;
    return this.#line.text.slice(this.#tokens[i].end, end);
  }
}
