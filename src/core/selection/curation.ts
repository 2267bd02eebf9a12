import { TouchstoneError } from '../data';
import {
  activeEntries,
  type EvaluationSet,
  type SetEntry,
  type StratumMember,
} from './evaluation-set';
import { recounted } from './recount';
import { groupBy } from './systematic-sample';

/** A decision on one prompt of a set. `reopen` takes a decision back, its reserve excepted. */
export type CurationAction =
  | { readonly kind: 'keep'; readonly id: string }
  | { readonly kind: 'reject'; readonly id: string; readonly reason: string }
  | { readonly kind: 'replace'; readonly id: string; readonly reason: string }
  | { readonly kind: 'reopen'; readonly id: string };

/**
 * The set after a decision; the one before stays as it was and is the undo. `replace` rejects and
 * puts in the next reserve of the stratum, of the same cell (cluster and language) if there is one,
 * right after the rejected prompt; one of an earlier set only where no other is left. None comes from a cluster that has given its number already.
 * @throws TouchstoneError `unknown-entry`, `no-reason`, `already-rejected`, `no-reserve`
 */
export function curate(set: EvaluationSet, action: CurationAction): EvaluationSet {
  const index = set.entries.findIndex((entry) => entry.id === action.id);
  if (index < 0)
    throw new TouchstoneError(
      'unknown-entry',
      `Prompt "${action.id}" is not in the set. Choose one that is.`,
    );
  const entry = set.entries[index];
  switch (action.kind) {
    case 'keep':
      return withEntries(set, index, { ...entry, state: 'kept', reason: null });
    case 'reopen':
      return withEntries(set, index, { ...entry, state: 'open', reason: null });
    case 'reject':
      return withEntries(set, index, rejected(entry, action.reason));
    case 'replace':
      return replace(set, index, action.reason);
  }
}

function rejected(entry: SetEntry, reason: string): SetEntry {
  if (reason.trim() === '')
    throw new TouchstoneError('no-reason', `Say why prompt "${entry.id}" is rejected.`);
  if (entry.state === 'rejected')
    throw new TouchstoneError(
      'already-rejected',
      `Prompt "${entry.id}" is rejected already (${entry.reason}). Reopen it first.`,
    );
  return { ...entry, state: 'rejected', reason };
}

function replace(set: EvaluationSet, index: number, reason: string): EvaluationSet {
  const entry = set.entries[index];
  const out = rejected(entry, reason);
  const open = replacementsFor(set, entry);
  const fresh = open.filter((member) => !member.used);
  const from = fresh.length > 0 ? fresh : open;
  const next = from.find((member) => member.cell === entry.cell) ?? from[0];
  if (!next)
    throw new TouchstoneError(
      'no-reserve',
      `"${entry.stratum}" has no further prompt to take instead of "${entry.id}". Reject it without replacement, or add a source.`,
    );
  const reserves = new Map(set.reserves);
  reserves.set(
    entry.stratum,
    set.reserves.get(entry.stratum)!.filter((member) => member !== next),
  );
  const replacement: SetEntry = {
    ...next,
    state: 'open',
    reason: null,
    origin: 'replacement',
    replaces: entry.id,
  };
  return { ...withEntries(set, index, out, replacement), reserves };
}

/**
 * Reserves that could take the place of an entry once it is rejected: of its stratum, and of no cluster
 * that has given its number already.
 */
export function replacementsFor(set: EvaluationSet, entry: SetEntry): readonly StratumMember[] {
  const reserve = set.reserves.get(entry.stratum) ?? [];
  const per = set.settings.clusters?.per ?? null;
  if (per === null) return reserve;
  const others = activeEntries(set).filter(({ id }) => id !== entry.id);
  const held = groupBy(others, ({ cluster }) => cluster);
  // Sets of versions that did not keep the cluster have none to hold to.
  return reserve.filter(
    ({ cluster }) => cluster === undefined || (held.get(cluster)?.length ?? 0) < per,
  );
}

function withEntries(set: EvaluationSet, index: number, ...put: SetEntry[]): EvaluationSet {
  return recounted({ ...set, entries: set.entries.toSpliced(index, 1, ...put) });
}
