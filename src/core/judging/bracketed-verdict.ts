import type { Finish } from './call';
import { GivenTexts } from './given-texts';
import { filledLines, ownVerdicts, type Interior, type OwnVerdict } from './own-verdicts';
import { normalisedBrackets, readLines } from './reply-lines';
import { bared } from './verdict-wording';

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
 * marks, code or quoted lines, or word for word from an answer, is not its own, nor what it weighs
 * and does not choose. A bare label that also stands in an answer counts where it begins or ends the
 * reply and nothing contradicts it. Two different final verdicts, different ones among reasons with
 * none that is final, or a last one that is none of the labels, are no verdict. Never throws; cost
 * linear in the reply, times the texts for each line with a verdict.
 * @param quotable texts that the judge was given, from which it may quote
 * @param finish of a reply that was cut only a verdict at its very end counts: one before may be what
 * the judge was still weighing
 */
export function readVerdict<T>(
  reply: string,
  shape: VerdictShape<T>,
  quotable: readonly string[] = [],
  finish: Finish = 'stop',
): Reading<T> {
  const text = normalisedBrackets(reply);
  const lines = filledLines(readLines(text));
  const given = new GivenTexts(quotable);
  const cut = finish === 'length';
  const doubles = ownVerdicts(lines, 'double', (inside) => shape.read(compact(inside)), given);
  if (doubles.own.length > 0) return lastOf(doubles.own, lines.length, shape, cut);
  if (doubles.tokens === 0) {
    const singles = ownVerdicts(lines, 'single', (inside) => shape.bare(compact(inside)), given);
    if (singles.tokens === 1 && singles.own.length === 1) {
      return lastOf(singles.own, lines.length, shape, cut);
    }
    const whole = shape.bare(compact(bared(text)));
    if (whole !== null && whole !== 'malformed') {
      return { ok: true, value: whole.value, label: whole.name };
    }
  }
  return noVerdict(shape);
}

function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*_`]+/g, '')
    .toUpperCase();
}

type Group<T> = readonly OwnVerdict<T>[];

function lastOf<T>(
  own: Group<T>,
  lineCount: number,
  shape: VerdictShape<T>,
  cut: boolean,
): Reading<T> {
  const groups = groupsOf(own);
  for (let last = groups.length - 1; last >= 0; last--) {
    const closing = finalOnes(afterList(groups[last]));
    if (isList(closing)) continue;
    const earlier = groups.slice(0, last).filter((group) => !isList(group));
    const reading = decided(closing, shape);
    if (!reading.ok) return reading;
    const { label } = reading;
    if (cut && !closing[closing.length - 1].last) {
      return { ok: false, reason: `it was cut after ${label}, before its end` };
    }
    const other = [...namesOf(earlier.flat())].find((name) => name !== label);
    if (other !== undefined && (!closing.some(isConclusive) || closing.every(isHeld))) {
      return {
        ok: false,
        reason: `it gives ${other} and ${label}, neither clearly its own last word`,
      };
    }
    if (closing.some(isSure) || standsAlone(label, closing, earlier, lineCount)) return reading;
    const reason = `its last verdict, ${label}, also stands in a text that it was given`;
    return { ok: false, reason };
  }
  return noVerdict(shape);
}

const isSure = <T>({ standing }: OwnVerdict<T>) => standing !== 'unsure';
const isHeld = <T>({ held }: OwnVerdict<T>) => held;
const isFinal = <T>({ standing }: OwnVerdict<T>) => standing !== 'reasoned';

/** Whether a reply comes to it, whatever it said before. */
function isConclusive<T>(verdict: OwnVerdict<T>): boolean {
  return verdict.standing === 'announced' || (isFinal(verdict) && verdict.last);
}

/** Verdicts with nothing between them. */
function groupsOf<T>(own: Group<T>): readonly Group<T>[] {
  const groups: OwnVerdict<T>[][] = [];
  own.forEach((verdict, i) => {
    if (i > 0 && own[i - 1].at + 1 >= verdict.at) groups[groups.length - 1].push(verdict);
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

/** Those that are final, where the last of the group is. */
function finalOnes<T>(group: Group<T>): Group<T> {
  return isFinal(group[group.length - 1]) ? group.filter(isFinal) : group;
}

/** Whether a label that may be quoted begins or ends the reply, and no verdict before is another. */
function standsAlone<T>(
  label: string,
  closing: Group<T>,
  earlier: readonly Group<T>[],
  lineCount: number,
): boolean {
  const atEdge = closing[0].at === 0 || closing[closing.length - 1].at === lineCount - 1;
  const others = namesOf(earlier.flat().filter(isSure));
  others.delete(label);
  return atEdge && others.size === 0;
}

function namesOf<T>(group: Group<T>): Set<string> {
  return new Set(
    group.flatMap(({ interior }) => (interior === 'malformed' ? [] : [interior.name])),
  );
}

function noVerdict<T>({ labels }: VerdictShape<T>): Reading<T> {
  return { ok: false, reason: `there is no verdict on its own (${labels})` };
}

function decided<T>(group: Group<T>, shape: VerdictShape<T>): Reading<T> {
  const [{ interior: first }] = group;
  if (first === 'malformed' || group.some(({ interior }) => interior === 'malformed')) {
    return { ok: false, reason: `its last verdict is none of ${shape.labels}` };
  }
  const other = [...namesOf(group)].find((name) => name !== first.name);
  return other === undefined
    ? { ok: true, value: first.value, label: first.name }
    : {
        ok: false,
        reason: `it closes with two different verdicts, ${first.name} and ${other}`,
      };
}
