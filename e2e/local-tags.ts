import { seededRandom } from '../src/core/random';
import { materialOf, textSeed, type Talk } from './local-replies';

/** What the local provider answers to questions about a prompt or a cluster: drawn from its text. */
export function tagReply(talk: Talk): string {
  const { texts } = materialOf(talk);
  const text = Object.values(texts)[0] ?? '';
  const random = seededRandom(textSeed('tags', text));
  const some = (count: number, share: number) =>
    Array.from({ length: count }, (_, i) => i + 1).filter(() => random() < share);
  const json = (value: object) =>
    talk.followUp ? JSON.stringify(value) : `Let me see.\n\n${JSON.stringify(value)}`;
  const reason = 'Drawn from the text by the local provider.';
  if (talk.system.includes('"criteria"')) return json({ reason, criteria: some(7, 0.7) });
  if (talk.system.includes('"expert"')) return json({ reason, expert: random() < 0.1 });
  if (talk.system.includes('"fields"')) return json({ reason, fields: some(23, 0.06) });
  if (talk.system.includes('"faults"')) return json({ reason, faults: some(4, 0.02) });
  if (talk.system.includes('"category"')) {
    const names = [...talk.system.matchAll(/^\d+\. ([^:\n]+):/gm)].map(([, name]) => name);
    return json({ reason, category: names[Math.floor(random() * names.length)] });
  }
  if (talk.system.includes('"description"')) {
    const lines = text.split('\n').slice(0, 3);
    const categories = lines.map((line, i) => {
      const name = line.split(' (')[0].replace(/^\d+\. /, '');
      return { name, description: `All about ${name}.`, reason, clusters: [i + 1] };
    });
    return JSON.stringify(categories);
  }
  const words = /Keywords: (.*)/.exec(text)?.[1].split(', ').slice(0, 3) ?? ['unnamed'];
  return json({ name: words.join(' ') });
}
