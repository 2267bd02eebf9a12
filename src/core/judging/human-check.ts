import { countedShare, type CountedShare } from './counted-share';
import { midPInterval } from './mid-p-interval';
import { shareInFirst, shareOfBoth } from './stratified-share';

/** A tag of the model's with a person's answer to the same question. */
export interface CheckedTag {
  readonly tagged: boolean;
  readonly human: boolean;
}

/** How many the model said yes and no to, checked or not. */
export interface TagCounts {
  readonly tagged: number;
  readonly untagged: number;
}

export interface TaggerCheck {
  /** Of what the model tagged, how much the person would too. */
  readonly precision: CountedShare | null;
  /** Of what the person would tag, how much the model did. */
  readonly recall: CountedShare | null;
  /** Of all, how much both see alike. */
  readonly agreement: CountedShare | null;
  readonly n: number;
}

/**
 * Precision and recall of a tagger by a person's check, in which what the model tagged and what it
 * did not are two strata: the checks of each must be a random part of it, but need not be in
 * proportion. So a rare tag can be checked by as few as a common one. Precision has Wilson's interval,
 * the others see `stratified-share`; what the model missed is mostly rare, and comes in with mid-P.
 * @param coverage such as 0.95
 */
export function taggerCheck(
  checks: readonly CheckedTag[],
  counts: TagCounts,
  coverage: number,
): TaggerCheck {
  const [yes, no] = [true, false].map((side) => checks.filter(({ tagged }) => tagged === side));
  const saidYes = (among: readonly CheckedTag[]) => among.filter(({ human }) => human).length;
  const precision = countedShare(saidYes(yes), yes.length, coverage);
  const missed = no.length === 0 ? null : missedShare(saidYes(no), no.length, coverage);
  const tagged = { size: counts.tagged, share: precision };
  return {
    precision,
    recall: shareInFirst(tagged, { size: counts.untagged, share: missed }),
    agreement: shareOfBoth(tagged, { size: counts.untagged, share: missed && complement(missed) }),
    n: checks.length,
  };
}

function missedShare(hits: number, n: number, coverage: number): CountedShare {
  return { share: hits / n, interval: midPInterval(hits, n, coverage), n };
}

function complement({ share, interval: { lower, upper }, n }: CountedShare): CountedShare {
  return { share: 1 - share, interval: { lower: 1 - upper, upper: 1 - lower }, n };
}
