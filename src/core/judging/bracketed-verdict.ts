import { GivenTexts } from './given-texts';
import { filledLines, ownVerdicts, type Interior, type OwnVerdict } from './own-verdicts';
import { normalisedBrackets, readLines } from './reply-lines';

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

/**
 * The last well-formed verdict that stands on its own: on a line of its own, at the end of a
 * sentence or line that is the judge's, or before an explanation. Double brackets count first;
 * single ones only where there is exactly one and no double. What the judge quotes, in quotation
 * marks, code or quoted lines, or word for word from an answer, is not its own. A bare label that
 * also stands in an answer counts where it begins or ends the reply and nothing contradicts it. Two
 * different final verdicts, or a last one that is none of the labels, are no verdict. Never throws;
 * cost linear in the reply, times the texts for each line with a verdict.
 * @param quotable texts that the judge was given, from which it may quote
 */
export function readVerdict<T>(
  reply: string,
  shape: VerdictShape<T>,
  quotable: readonly string[] = [],
): Reading<T> {
  const text = normalisedBrackets(reply);
  const lines = filledLines(readLines(text));
  const given = new GivenTexts(quotable);
  const doubles = ownVerdicts(lines, 'double', (inside) => shape.read(compact(inside)), given);
  if (doubles.own.length > 0) return lastOf(doubles.own, lines.length, shape);
  if (doubles.tokens === 0) {
    const singles = ownVerdicts(lines, 'single', (inside) => shape.bare(compact(inside)), given);
    if (singles.tokens === 1 && singles.own.length === 1) {
      return lastOf(singles.own, lines.length, shape);
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

type Group<T> = readonly OwnVerdict<T>[];

function lastOf<T>(own: Group<T>, lineCount: number, shape: VerdictShape<T>): Reading<T> {
  const groups = groupsOf(own);
  for (let last = groups.length - 1; last >= 0; last--) {
    const group = groups[last];
    const closing = afterList(group);
    if (isList(closing)) continue;
    const reading = decided(closing, shape);
    const sure = !reading.ok || closing.some(({ unsure }) => !unsure);
    if (sure || standsAlone(reading.label, closing, groups.slice(0, last), lineCount)) {
      return reading;
    }
    const reason = `its last verdict, ${reading.label}, also stands in a text that it was given`;
    return { ok: false, reason };
  }
  return noVerdict(shape);
}

/** Verdicts with nothing between them. */
function groupsOf<T>(own: Group<T>): readonly Group<T>[] {
  const groups: OwnVerdict<T>[][] = [];
  own.forEach((verdict, i) => {
    if (i > 0 && own[i - 1].at + 1 === verdict.at) groups[groups.length - 1].push(verdict);
    else groups.push([verdict]);
  });
  return groups;
}

/** Its last verdict, where those before it list what it chose from; else the whole group. */
function afterList<T>(group: Group<T>): Group<T> {
  const listed = namesOf(group.slice(0, -1));
  const last = group.slice(-1);
  const chooses = listed.size >= LABELS_OF_A_LIST && [...namesOf(last)].every((n) => listed.has(n));
  return chooses ? last : group;
}

const isList = <T>(group: Group<T>) => namesOf(group).size >= LABELS_OF_A_LIST;

/** Whether a label that may be quoted begins or ends the reply, and no verdict before is another. */
function standsAlone<T>(
  label: string,
  closing: Group<T>,
  earlier: readonly Group<T>[],
  lineCount: number,
): boolean {
  const atEdge = closing[0].at === 0 || closing[closing.length - 1].at === lineCount - 1;
  const sure = earlier.filter((group) => !isList(group)).flat();
  const others = namesOf(sure.filter(({ unsure }) => !unsure));
  others.delete(label);
  return atEdge && others.size === 0;
}

function namesOf<T>(group: Group<T>): Set<string> {
  return new Set(
    group.flatMap(({ interiors }) =>
      interiors.flatMap((each) => (each === 'malformed' ? [] : each.name)),
    ),
  );
}

function noVerdict<T>({ labels }: VerdictShape<T>): Reading<T> {
  return { ok: false, reason: `there is no verdict on its own (${labels})` };
}

function decided<T>(group: Group<T>, shape: VerdictShape<T>): Reading<T> {
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
