import { parseVerdictLabel, verdictLabel, type VerdictLevel } from '../formats/verdict-label';
import { readVerdict, type Reading, type VerdictShape } from './bracketed-verdict';
import type { Interior } from './own-verdicts';
import type { Protocol } from './judge-template';
import { looksLikeRefusal } from './refusal';
import type { Checked, Finish } from './call';

const LOOKS_COMPARED = /^(?=.*[A-C])[A-C]?[<>=~]+[A-C]?$/;
const THREE: Readonly<Record<string, VerdictLevel>> = { A: 1, B: -1, C: 0 };

const compared = (text: string): Interior<VerdictLevel> => {
  const level = parseVerdictLabel(text.replace(/={2,3}/, '='));
  if (level !== null) return { value: level, name: `[[${verdictLabel(level)}]]` };
  return LOOKS_COMPARED.test(text) ? 'malformed' : null;
};

const FIVE_LABELS: VerdictShape<VerdictLevel> = {
  // A lone letter is a label of another protocol.
  read: (text) => (/^[A-C]$/.test(text) ? 'malformed' : compared(text)),
  bare: compared,
  labels: '[[A>>B]], [[A>B]], [[A=B]], [[B>A]], [[B>>A]]',
};

const letter = (text: string): Interior<VerdictLevel> =>
  Object.hasOwn(THREE, text) ? { value: THREE[text], name: `[[${text}]]` } : null;

const THREE_LABELS: VerdictShape<VerdictLevel> = {
  read: (text) => letter(text) ?? (LOOKS_COMPARED.test(text) ? 'malformed' : null),
  bare: letter,
  labels: '[[A]], [[B]], [[C]]',
};

/**
 * The verdict of a judge's reply, from the view of the answer shown first; see {@link readVerdict}
 * for what counts as one.
 * @param answers the texts it was given
 */
export function parseVerdict(
  reply: string,
  protocol: Exclude<Protocol, 'score'>,
  answers: readonly string[] = [],
  finish: Finish = 'stop',
): Reading<VerdictLevel> {
  return readVerdict(reply, protocol === 'five' ? FIVE_LABELS : THREE_LABELS, answers, finish);
}

const MIN_SCORE = 1;
const MAX_SCORE = 10;

const scored = (text: string): Interior<number> => {
  const number = /^(?:(?:RATING|SCORE):?)?(\d{1,3}(?:\.\d{1,3}|,\d)?)(?:\/10)?$/.exec(text);
  if (!number) return null;
  const value = Number(number[1].replace(',', '.'));
  return value < MIN_SCORE || value > MAX_SCORE ? 'malformed' : { value, name: `[[${value}]]` };
};

const SCORES: VerdictShape<number> = { read: scored, bare: scored, labels: '[[1]] to [[10]]' };

/** The score of a reply, 1 to 10, by the same rules. */
export function parseScore(
  reply: string,
  answers: readonly string[] = [],
  finish: Finish = 'stop',
): Reading<number> {
  return readVerdict(reply, SCORES, answers, finish);
}

/** Whether a reply holds what its protocol asks for, for the runner. */
export function checkVerdict(
  reply: string,
  protocol: Protocol,
  answers: readonly string[],
  finish: Finish,
): Checked {
  const reading =
    protocol === 'score'
      ? parseScore(reply, answers, finish)
      : parseVerdict(reply, protocol, answers, finish);
  if (reading.ok) return { ok: true };
  return looksLikeRefusal(reply)
    ? { ok: false, kind: 'refusal', reason: 'the model declined to judge.' }
    : { ok: false, kind: 'unparsable', reason: `${reading.reason}.` };
}
