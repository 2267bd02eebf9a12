import { normalisedBrackets, readLines, type BracketToken, type ReplyLine } from './reply-lines';

/** What stands inside brackets: a verdict, something that only looks like one, or neither. */
export type Interior<T> = { readonly value: T; readonly name: string } | 'malformed' | null;

/** How a protocol's verdicts are written. */
export interface VerdictShape<T> {
  /** @param text inside the brackets, blanks removed, in upper case */
  read(text: string): Interior<T>;
  /** Whether single brackets, or none, could mean it: not for what any prose holds. */
  bare(text: string): Interior<T>;
  /** The allowed ones, for messages. */
  readonly labels: string;
}

export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly label: string }
  | { readonly ok: false; readonly reason: string };

/** A list of this many labels is the judge's copy of what it may answer. */
const LABELS_OF_A_LIST = 3;

/** Lead-ins after which even a quoted verdict is the judge's own. */
const FINAL_FORM =
  /^(?:so,?\s+|therefore,?\s+|thus,?\s+)?(?:here is\s+)?(?:my|the|our)?\s*(?:final|overall)?\s*(?:verdict|judge?ment|decision|conclusion|result|label|rating|score|output|choice)(?:\s+is)?$/i;
/** Words with which a judge decides. */
const DECIDES =
  /verdict|judge?ment|decision|decide|choose|choice|prefer|better|best|winner|wins|tie\b|conclu|therefore|thus|hence|overall|final|rating|score|label/i;
/** Words with which a judge tells what an answer says. */
const TELLS =
  /\b(answers?|assistants?|responses?|models?|it|they|text|which|that|who)\b.{0,80}\b(says?|said|writes?|wrote|claims?|contains?|ends?|ending|outputs?|asks?|tells?|includes?|states?|quotes?|declares?|inserts?|attempts?|tries|demands?|instructs?|reads?|repeats?)\b/i;
const SENTENCE_END = /[.!?。！？:：;；…)\]—–-]["'”’*_`]*$/;

interface Found<T> {
  readonly line: ReplyLine;
  readonly interiors: readonly Exclude<Interior<T>, null>[];
}

/**
 * The last well-formed verdict that stands on its own: on a line of its own, at the end of a
 * sentence or line that is the judge's, or before an explanation. Double brackets count first;
 * single ones only where there is exactly one and no double. What the judge quotes, in quotation
 * marks, code or quoted lines, or word for word from an answer, is not its own. Two different final
 * verdicts, or a last one that is none of the labels, are no verdict. Never throws; cost linear in
 * the reply.
 * @param quotable texts that the judge was given, from which it may quote
 */
export function readVerdict<T>(
  reply: string,
  shape: VerdictShape<T>,
  quotable: readonly string[] = [],
): Reading<T> {
  const text = normalisedBrackets(reply);
  const lines = readLines(text);
  const doubles = ownVerdicts(lines, 'double', (interior) => shape.read(interior), quotable);
  if (doubles.own.length > 0) return lastOf(doubles.own, lines, shape);
  if (doubles.tokens === 0) {
    const singles = ownVerdicts(lines, 'single', (interior) => shape.bare(interior), quotable);
    if (singles.tokens === 1 && singles.own.length === 1) {
      return lastOf(singles.own, lines, shape);
    }
    const whole = shape.bare(compact(text.replace(/[*_`"'.\s]/g, '')));
    if (whole !== null && whole !== 'malformed') {
      return { ok: true, value: whole.value, label: whole.name };
    }
  }
  return noVerdict(shape);
}

function compact(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

function ownVerdicts<T>(
  lines: readonly ReplyLine[],
  brackets: BracketToken['brackets'],
  read: (text: string) => Interior<T>,
  quotable: readonly string[],
): { readonly tokens: number; readonly own: Found<T>[] } {
  const lastIndex = lines.findLastIndex(({ text }) => text.trim() !== '');
  const own: Found<T>[] = [];
  let tokens = 0;
  lines.forEach((line, index) => {
    const found = line.tokens
      .filter((token) => token.brackets === brackets)
      .map((token) => ({ token, interior: read(compact(token.interior)) }));
    const verdicts = found.flatMap(({ token, interior }) =>
      interior === null ? [] : [{ token, interior }],
    );
    if (verdicts.length === 0) return;
    tokens += verdicts.length;
    const before = line.text.slice(0, verdicts[0].token.start);
    const last = verdicts[verdicts.length - 1].token;
    const after = line.text.slice(last.end);
    const quoted = verdicts.every(({ token }) => token.quoted);
    const place = { before, after, quoted, last: index === lastIndex };
    if (!isOwn(line, place) || isQuotedFrom(line, place, quotable)) return;
    own.push({ line, interiors: verdicts.map(({ interior }) => interior) });
  });
  return { tokens, own };
}

interface Place {
  readonly before: string;
  readonly after: string;
  readonly quoted: boolean;
  /** On the last line of the reply. */
  readonly last: boolean;
}

/** Text without the marks that only set it off. */
function bared(text: string): string {
  return text
    .replace(/^[\s*_#`"'“”„‘’«»().,:;!?|$\\{}~•·>=-]+/u, '')
    .replace(/[\s*_#`"'“”„‘’«»(.,:;!?|$\\{}~•·<=–—-]+$/u, '');
}

function isOwn(line: ReplyLine, { before, after, quoted, last }: Place): boolean {
  const lead = bared(before);
  const rest = bared(after);
  if (line.fenced === 'code' || line.cited) return false;
  if (lead === '' && rest === '') return true;
  if (quoted) return rest === '' && FINAL_FORM.test(lead);
  if (TELLS.test(before)) return false;
  if (lead === '') return true;
  if (rest !== '') return /(verdict|judge?ment|decision|choose|pick)\b[^.!?]{0,24}$/i.test(before);
  return SENTENCE_END.test(before.trimEnd()) || DECIDES.test(lead) || (last && lead.length < 12);
}

/** A whole line that stands in a text of others, with more on it than the verdict. */
function isQuotedFrom(line: ReplyLine, { before, after }: Place, quotable: readonly string[]) {
  if (bared(before) === '' && bared(after) === '') return false;
  const whole = line.text.trim();
  return quotable.some((text) => text.includes(whole));
}

function lastOf<T>(
  own: readonly Found<T>[],
  lines: readonly ReplyLine[],
  shape: VerdictShape<T>,
): Reading<T> {
  for (let end = own.length; end > 0;) {
    const group = finalGroup(own.slice(0, end), lines);
    const last = group.slice(-1);
    const listed = namesOf(group.slice(0, -1));
    const isList = (names: ReadonlySet<string>) => names.size >= LABELS_OF_A_LIST;
    if (isList(listed) && [...namesOf(last)].every((name) => listed.has(name))) {
      return decided(last, shape);
    }
    if (!isList(namesOf(group))) return decided(group, shape);
    end -= group.length;
  }
  return noVerdict(shape);
}

function namesOf<T>(found: readonly Found<T>[]): Set<string> {
  return new Set(
    found.flatMap(({ interiors }) =>
      interiors.flatMap((each) => (each === 'malformed' ? [] : each.name)),
    ),
  );
}

function noVerdict<T>({ labels }: VerdictShape<T>): Reading<T> {
  return { ok: false, reason: `there is no verdict on its own (${labels})` };
}

/** The last verdicts with nothing but blank lines between them. */
function finalGroup<T>(own: readonly Found<T>[], lines: readonly ReplyLine[]): Found<T>[] {
  const group = [own[own.length - 1]];
  for (let i = own.length - 2; i >= 0; i--) {
    const between = lines.slice(own[i].line.index + 1, group[0].line.index);
    if (between.some(({ text }) => bared(text) !== '')) break;
    group.unshift(own[i]);
  }
  return group;
}

function decided<T>(group: readonly Found<T>[], shape: VerdictShape<T>): Reading<T> {
  const interiors = group.flatMap((found) => found.interiors);
  const first = interiors[0];
  if (interiors.includes('malformed') || first === 'malformed') {
    return { ok: false, reason: `its last verdict is none of ${shape.labels}` };
  }
  for (const each of interiors) {
    if (each !== 'malformed' && each.name !== first.name) {
      return {
        ok: false,
        reason: `it closes with two different verdicts, ${first.name} and ${each.name}`,
      };
    }
  }
  return { ok: true, value: first.value, label: first.name };
}
