import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { taggerCheck } from './human-check';
import { pilotCalls } from './pilot-sample';
import { answerTo, countedAnswers, uncountedAnswers, withAnswer, withDrawn } from './tag-answers';
import type { TagAnswers, TagDraw } from './tag-answers';
import { tagChecks, type TagCheck } from './tag-check';
import type { HeldTags } from './tag-strata';
import type { YesNoTag } from './yes-no-tags';

const tag = (name: string): YesNoTag => ({ id: `id of ${name}`, name, question: `${name}?` });
const TAGS = ['law', 'art', 'sport'].map(tag);
/** One prompt in fifty is about law, one in ten about art, none about sport. */
const held = new Map(
  Array.from({ length: 500 }, (_, i) => [
    `p${i}`,
    [...(i % 50 === 0 ? ['law'] : []), ...(i % 10 === 0 ? ['art'] : [])],
  ]),
);
const [all, law, art, sport] = tagChecks(TAGS, held);
/** A person who knows the truth answers the first so many of a sample, as the desk asks. */
function answered(
  check: TagCheck,
  truth: (promptId: string, name: string) => boolean,
  { size, seed, first = size }: { size: number; seed: number; first?: number },
  before: { answers: TagAnswers; draws: readonly TagDraw[] } = { answers: {}, draws: [] },
) {
  const sample = check.sample(size, seed).slice(0, first);
  const open = sample.filter((item) => answerTo(before.answers, item) === null);
  const answers = open.reduce(
    (given, item) => withAnswer(given, item, truth(item.promptId, item.tag.name)),
    before.answers,
  );
  return { answers, draws: withDrawn(before.draws, check, sample), asked: open.length };
}

describe('the sample of a check', () => {
  const sides = (check: TagCheck, size: number, seed = 1) => {
    const items = check.sample(size, seed);
    expect(new Set(items.map(({ key }) => key)).size, 'no pair twice').toBe(items.length);
    for (const item of items) {
      expect(item.tagged).toBe(held.get(item.promptId)!.includes(item.tag.name));
      expect(check.itemOf(item.tag, item.promptId)).toEqual(item);
    }
    return [true, false].map((side) => items.filter(({ tagged }) => tagged === side).length);
  };

  it('takes half of a rare tag, and fills up where a side is too small', () => {
    expect(law.counts).toEqual({ tagged: 10, untagged: 490 });
    expect(sides(law, 10)).toEqual([5, 5]);
    expect(sides(law, 60)).toEqual([10, 50]);
    expect(sides(law, 1000)).toEqual([10, 490]);
    expect(sides(sport, 8)).toEqual([0, 8]);
    expect(law.itemOf(law.tags[0], 'gone')).toBeNull();
  });

  it('takes pairs of a prompt and a tag from all tags together', () => {
    expect(all.counts).toEqual({ tagged: 60, untagged: 1440 });
    expect(sides(all, 40)).toEqual([20, 20]);
    expect(sides(all, 2000)).toEqual([60, 1440]);
    expect(all.sample(40, 1)).toEqual(all.sample(40, 1));
    expect(all.sample(40, 2)).not.toEqual(all.sample(40, 1));
  });

  it('draws from millions of pairs too', () => {
    const many = new Map(Array.from({ length: 30_000 }, (_, i) => [`p${i}`, [`t${i % 80}`]]));
    const [together] = tagChecks(
      Array.from({ length: 80 }, (_, i) => tag(`t${i}`)),
      many,
    );
    const items = together.sample(60, 1);
    expect(items.filter(({ tagged }) => tagged)).toHaveLength(30);
    expect(new Set(items.map(({ key }) => key)).size).toBe(60);
  });

  it('does not tell by the order what the tagger said', () => {
    const said = art.sample(40, 3).map(({ tagged }) => tagged);
    expect(said.slice(0, 20).filter(Boolean).length).toBeGreaterThan(4);
    expect(said.slice(0, 20).filter(Boolean).length).toBeLessThan(16);
  });

  it('draws every prompt of a side equally often', () => {
    const counts = new Map<string, number>();
    const ROUNDS = 1000;
    for (let seed = 0; seed < ROUNDS; seed++) {
      for (const { promptId, tagged } of art.sample(20, seed)) {
        if (tagged) counts.set(promptId, (counts.get(promptId) ?? 0) + 1);
      }
    }
    // 10 of 50 in each round: 200 on average, with a deviation of about 13.
    expect(counts.size).toBe(50);
    expect(Math.min(...counts.values())).toBeGreaterThan(150);
    expect(Math.max(...counts.values())).toBeLessThan(250);
  });

  it('begins a larger one, and shares with that of another tagger what both can draw', () => {
    const small = new Set(law.sample(10, 1).map(({ key }) => key));
    expect(law.sample(16, 1).filter((item) => small.has(item.key))).toHaveLength(10);
    // Another order of replies, and other words for one prompt in twenty.
    const other = new Map([...held].reverse().map(([id, names], i) => [id, i % 20 ? names : []]));
    const [, , again] = tagChecks(TAGS, other);
    const before = new Set(art.sample(30, 1).map(({ key }) => key));
    expect(again.sample(30, 1).filter((item) => before.has(item.key)).length).toBeGreaterThan(24);
  });
});

describe('answers to a check', () => {
  const truth = (id: string) => Number(id.slice(1)) % 20 === 0;
  const ofTag = (given: HeldTags) => tagChecks([TAGS[1]], given)[0];

  it('count for larger samples and other seeds of the same tags', () => {
    const one = answered(art, truth, { size: 20, seed: 1 });
    const larger = answered(art, truth, { size: 30, seed: 1 }, one);
    expect(larger.asked).toBe(10);
    const seeded = answered(art, truth, { size: 10, seed: 2 }, larger);
    expect(countedAnswers(art, seeded.answers, seeded.draws)).toHaveLength(30 + seeded.asked);
    expect(uncountedAnswers(art, seeded.answers, seeded.draws)).toBe(0);
  });

  it('stay and do not count where other tags take the place, but are not asked again', () => {
    const { answers, draws } = answered(art, truth, { size: 30, seed: 1 });
    const other = ofTag(new Map([...held].map(([id], i) => [id, i % 4 === 0 ? ['art'] : []])));
    expect(countedAnswers(other, answers, draws)).toEqual([]);
    expect(uncountedAnswers(other, answers, draws)).toBe(30);
    const next = answered(other, truth, { size: 30, seed: 1 }, { answers, draws });
    expect(next.asked).toBeLessThan(30);
    expect(countedAnswers(other, next.answers, next.draws)).toHaveLength(30);
    // And for the first tagger they still do, were its tags taken back.
    expect(countedAnswers(art, next.answers, next.draws)).toHaveLength(30);
  });

  it('to a pilot of the tagger are drawn again from the whole', () => {
    const plan = Array.from(held.keys(), (id) => ({ subject: { id }, key: `of ${id}` }));
    const asked = pilotCalls(plan, 60, 1).map(({ subject }) => subject.id);
    expect(new Set(asked).size).toBe(60);
    const pilot = ofTag(new Map(asked.map((id) => [id, held.get(id)!])));
    const checked = answered(pilot, truth, { size: 30, seed: 1 });
    expect(answered(art, truth, { size: 30, seed: 1 }, checked).asked).toBeLessThan(16);
  });

  it('to all tags together stay through another order of tags and one that is gone', () => {
    const { answers, draws } = answered(all, truth, { size: 60, seed: 1 });
    const reordered = tagChecks([...TAGS].reverse(), held)[0];
    expect(countedAnswers(reordered, answers, draws)).toHaveLength(60);
    const [fewer, artAlone] = tagChecks(TAGS.slice(1), held);
    const left = all.sample(60, 1).filter(({ tag: { name } }) => name !== 'law');
    expect(countedAnswers(fewer, answers, draws)).toHaveLength(left.length);
    expect(countedAnswers(artAlone, answers, draws).length).toBeGreaterThan(0);
    // Of a tag that came later nothing was drawn: the whole is drawn anew.
    const [more] = tagChecks([...TAGS, tag('travel')], held);
    expect(countedAnswers(more, answers, draws)).toEqual([]);
    expect(uncountedAnswers(more, answers, draws)).toBe(60);
    expect(answered(more, truth, { size: 60, seed: 1 }, { answers, draws }).asked).toBeLessThan(30);
  });

  it('to one tag are no random part of all together', () => {
    const { answers, draws } = answered(art, truth, { size: 30, seed: 1 });
    expect(countedAnswers(all, answers, draws)).toEqual([]);
  });

  it('give a second tagger figures that cover its true ones, wherever the person stops', () => {
    const random = seededRandom(11);
    const ROUNDS = 400;
    const said = { precise: 0, recalled: 0, asked: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const prompts = Array.from({ length: 800 }, (_, i) => ({ id: `p${i}`, is: random() < 0.1 }));
      const isSo = new Map(prompts.map(({ id, is }) => [id, is]));
      const tagged = (falseAlarms: number) =>
        new Map(
          prompts.map(({ id, is }) => [id, random() < (is ? 0.7 : falseAlarms) ? ['art'] : []]),
        );
      const [first, second] = [ofTag(tagged(0.01)), ofTag(tagged(0.12))];
      const know = (id: string) => isSo.get(id)!;
      const before = answered(first, know, { size: 60, seed: round });
      const sampled = { size: 60, seed: round, first: 40 };
      const after = answered(second, know, sampled, before);
      said.asked += after.asked;
      const check = taggerCheck(
        countedAnswers(second, after.answers, after.draws),
        second.counts,
        0.95,
      );
      const hits = prompts.filter(
        ({ id, is }) => is && second.itemOf(second.tags[0], id)!.tagged,
      ).length;
      const holds = (interval: { lower: number; upper: number } | undefined, of: number) =>
        interval !== undefined && interval.lower <= hits / of && hits / of <= interval.upper;
      if (holds(check.precision?.interval, second.counts.tagged)) said.precise++;
      const right = prompts.filter(({ is }) => is).length;
      if (holds(check.recall?.interval, right)) said.recalled++;
    }
    expect(said.precise / ROUNDS).toBeGreaterThan(0.93);
    expect(said.recalled / ROUNDS).toBeGreaterThan(0.93);
    expect(said.asked / ROUNDS, 'some of 40 are known').toBeLessThan(36);
  });
});
