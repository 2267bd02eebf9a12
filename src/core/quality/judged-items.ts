import type { Battle } from '../data';
import { battleKey } from './judge-agreement';

/** One item's battles by their judge's name, empty for an unnamed one; all in one order of the models. */
export type JudgedItem = ReadonlyMap<string, readonly Battle[]>;

/**
 * Battles by what several judges may have judged alike: prompt, models and game, whichever answer was
 * shown first (a coin decides that for each judge in one-game schedules). Within an item all are turned
 * to the order of its first battle. Where a judge saw both orders, these are items of their own.
 */
export function judgedItems(battles: readonly Battle[]): JudgedItem[] {
  const groups = new Map<string, Battle[]>();
  for (const battle of battles) {
    const key = battleKey(battle.modelA < battle.modelB ? battle : turned(battle));
    const group = groups.get(key);
    if (group) group.push(battle);
    else groups.set(key, [battle]);
  }
  return [...groups.values()].flatMap((group) => {
    const isAsFirst = ({ modelA }: Battle) => modelA === group[0].modelA;
    const there = group.filter(isAsFirst);
    const back = group.filter((battle) => !isAsFirst(battle));
    const judges = new Set(there.map(({ judge }) => judge));
    if (back.some(({ judge }) => judges.has(judge))) return [byJudge(there), byJudge(back)];
    return [byJudge(group.map((battle) => (isAsFirst(battle) ? battle : turned(battle))))];
  });
}

function byJudge(battles: readonly Battle[]): JudgedItem {
  const judges = new Map<string, Battle[]>();
  for (const battle of battles) {
    const own = judges.get(battle.judge ?? '');
    if (own) own.push(battle);
    else judges.set(battle.judge ?? '', [battle]);
  }
  return judges;
}

/** The same battle with the answers the other way round. */
function turned({ modelA, modelB, outcome, styleA, styleB, ...rest }: Battle): Battle {
  return {
    ...rest,
    modelA: modelB,
    modelB: modelA,
    outcome: 1 - outcome,
    ...(styleB && { styleA: styleB }),
    ...(styleA && { styleB: styleA }),
  };
}
