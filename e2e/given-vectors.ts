import { seededRandom } from '../src/core/random';
import { TOPIC_PROMPTS, TOPICS } from './obvious-topics';
import type { DroppedFile } from './touchstone-test';

const DIMENSIONS = 8;
/** Small against the length 1 of a topic's own direction. */
const SCATTER = 0.25;

/** One direction for each topic, and some scatter. */
function vectorOf(topic: string, random: () => number): number[] {
  const direction = Object.keys(TOPICS).indexOf(topic);
  return Array.from(
    { length: DIMENSIONS },
    (_, i) => (i === direction ? 1 : 0) + SCATTER * (random() - 0.5),
  );
}

/** JSON lines of texts with vectors made up by topic, for tests that need a map but no model. */
export function withVectors(
  rows: readonly { readonly id: string; readonly prompt: string; readonly topic: string }[],
  seed = 1,
): string {
  const random = seededRandom(seed);
  return rows
    .map((row) => JSON.stringify({ ...row, embedding: vectorOf(row.topic, random) }))
    .join('\n');
}

export const TOPICS_WITH_VECTORS: DroppedFile = {
  name: 'topics.jsonl',
  content: withVectors(TOPIC_PROMPTS),
};
