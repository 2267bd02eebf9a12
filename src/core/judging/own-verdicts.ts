import type { GivenTexts } from './given-texts';
import type { BracketToken, ReplyLine } from './reply-lines';
import { trimmedEnd } from './trimmed-end';

/** What stands inside brackets: a verdict, something that only looks like one, or neither. */
export type Interior<T> = { readonly value: T; readonly name: string } | 'malformed' | null;

/** A line on which a judge gives its verdict, or lists several. */
export interface OwnVerdict<T> {
  readonly interiors: readonly Exclude<Interior<T>, null>[];
  /** Which of the filled lines it is, from 0. */
  readonly at: number;
  /** A bare label that also stands in a text that the judge was given: it may be a quotation. */
  readonly unsure: boolean;
}

/** Lead-ins after which even a quoted verdict is the judge's own. */
const FINAL_FORM =
  /^(?:so,? |therefore,? |thus,? )?(?:here is )?(?:(?:my|the|our) )?(?:final |overall )?(?:verdict|judge?ment|decision|conclusion|result|label|rating|score|output|choice)(?: is)?$/i;
const MAX_FINAL_FORM_CHARS = 80;
/** Words with which a judge decides. */
const DECIDES =
  /verdict|judge?ment|decision|decide|choose|choice|prefer|better|best|winner|wins|tie\b|conclu|therefore|thus|hence|overall|final|rating|score|label/i;
/** Words with which a judge tells what an answer says. */
const TELLS =
  /\b(answers?|assistants?|responses?|models?|it|they|text|which|that|who)\b.{0,80}\b(says?|said|writes?|wrote|claims?|contains?|ends?|ending|outputs?|asks?|tells?|includes?|states?|quotes?|declares?|inserts?|attempts?|tries|demands?|instructs?|reads?|repeats?)\b/i;
/** The end of a line that leads over to a quotation. */
const NAMES_A_QUOTE = /\b(line|words?|text|quotes?|quoting|verbatim)\b[^.!?]{0,20}$/i;
const SENTENCE_END = /[.!?。！？:：;；…)\]—–-]["'”’*_`]*$/;
const SENTENCE_OVER = /[.!?。！？]["'”’»)*_`]*$/;
/** What a sentence before a verdict says stands in so many characters before it. */
const LEAD_CHARS = 300;

const FENCE_LINE = /^\s*(?:`{3}|~{3})/;
const LEADING_MARKS = /^[\s*_#`"'“”„‘’«»().,:;!?|$\\{}~•·>=-]+/u;
const TRAILING_MARK = /[\s*_#`"'“”„‘’«»(.,:;!?|$\\{}~•·<=–—-]/u;

/** Text without the marks that only set it off. */
function bared(text: string): string {
  return trimmedEnd(text.replace(LEADING_MARKS, ''), TRAILING_MARK);
}

/** The lines that say something. */
export function filledLines(lines: readonly ReplyLine[]): readonly ReplyLine[] {
  return lines.filter(
    ({ text, tokens }) => tokens.length > 0 || (!FENCE_LINE.test(text) && bared(text) !== ''),
  );
}

/**
 * The verdicts in a reply that are the judge's own, in their order, and how many stand in it. What it
 * quotes is not its own: in quotation marks, code or quoted lines, word for word from a given text,
 * or announced as another's words.
 * @param lines the filled ones
 */
export function ownVerdicts<T>(
  lines: readonly ReplyLine[],
  brackets: BracketToken['brackets'],
  read: (interior: string) => Interior<T>,
  given: GivenTexts,
): { readonly tokens: number; readonly own: readonly OwnVerdict<T>[] } {
  const own: OwnVerdict<T>[] = [];
  let tokens = 0;
  lines.forEach((line, at) => {
    const verdicts = line.tokens.flatMap((token) => {
      const interior = token.brackets === brackets ? read(token.interior) : null;
      return interior === null ? [] : [{ token, interior }];
    });
    if (verdicts.length === 0) return;
    tokens += verdicts.length;
    const standing = standingOf(
      verdicts.map(({ token }) => token),
      { lines, at, given },
    );
    if (standing === 'quoted') return;
    const unsure = standing === 'unsure';
    own.push({ at, unsure, interiors: verdicts.map(({ interior }) => interior) });
  });
  return { tokens, own };
}

interface Place {
  readonly lines: readonly ReplyLine[];
  readonly at: number;
  readonly given: GivenTexts;
}

function standingOf(tokens: readonly BracketToken[], place: Place): 'own' | 'unsure' | 'quoted' {
  const { lines, at, given } = place;
  const line = lines[at];
  if (line.fenced === 'code' || line.cited) return 'quoted';
  const { start } = tokens[0];
  const { end } = tokens[tokens.length - 1];
  const before = line.text.slice(0, start);
  const lead = bared(before);
  const rest = bared(line.text.slice(end));
  if (lead === '' && rest === '') return standingOfLabel(line.text.slice(start, end), place);
  if (given.hold(line.text)) return 'quoted';
  const quoted = tokens.every((token) => token.quoted);
  const decides = quoted
    ? rest === '' && isFinalForm(lead)
    : leadsToVerdict(before, lead, rest, at === lines.length - 1);
  return decides ? 'own' : 'quoted';
}

/** Of a label with nothing else on its line: only its neighbours tell a quotation then. */
function standingOfLabel(label: string, { lines, at, given }: Place): 'own' | 'unsure' | 'quoted' {
  if (!given.hold(label)) return 'own';
  const before = at > 0 ? lines[at - 1].text : null;
  const after = at + 1 < lines.length ? lines[at + 1].text : null;
  const isQuotation =
    (before !== null && (announces(before) || given.hold(before, label))) ||
    (after !== null && given.hold(label, after));
  return isQuotation ? 'quoted' : 'unsure';
}

/** Whether a line leads over to the words of others. */
function announces(line: string): boolean {
  const end = line.trimEnd().slice(-LEAD_CHARS);
  return !SENTENCE_OVER.test(end) && (TELLS.test(end) || NAMES_A_QUOTE.test(end));
}

function isFinalForm(lead: string): boolean {
  return lead.length <= MAX_FINAL_FORM_CHARS && FINAL_FORM.test(lead.replace(/\s+/g, ' '));
}

function leadsToVerdict(before: string, lead: string, rest: string, last: boolean): boolean {
  const end = before.slice(-LEAD_CHARS);
  if (TELLS.test(end)) return false;
  if (lead === '') return true;
  if (rest !== '') return /(verdict|judge?ment|decision|choose|pick)\b[^.!?]{0,24}$/i.test(end);
  return SENTENCE_END.test(end.trimEnd()) || DECIDES.test(lead) || (last && lead.length < 12);
}
