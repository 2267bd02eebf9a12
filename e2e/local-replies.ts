import { seededRandom } from '../src/core/random';

/** Rating points at which a model wins ten times as often as it loses. */
const POINTS_A_DECADE = 400;
/** Latent advantages (in logits) from which on a win is one, and a big one. */
const TIE_UP_TO = 0.3;
const BIG_FROM = 2;
/** Standard deviation of what a prompt adds to a model's rating, in points. */
const PROMPT_EFFECT_POINTS = 60;

export interface Talk {
  readonly system: string;
  readonly user: string;
  /** Whether the last message asks for the verdict alone. */
  readonly followUp: boolean;
}

/** A number for a text, the same on every machine. */
export function textSeed(...texts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    hash = Math.imul(hash ^ 0xff, 0x01000193);
  }
  return hash;
}

/** An answer whose craft, the model's rating with the prompt's luck, can be read off it. */
export function localAnswer(model: string, rating: number, prompt: string): string {
  const random = seededRandom(textSeed(model, prompt));
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const craft = Math.round(rating + PROMPT_EFFECT_POINTS * normal);
  const words = prompt.trim().split(/\s+/).slice(0, 12).join(' ');
  const draft = (random() * 2 ** 32).toString(36);
  return `On "${words}": here is what I would do, step by step (draft ${draft}).\n\nWorkmanship ${craft}.`;
}

function craftOf(answer: string): number {
  return Number(/Workmanship (-?\d+)\./.exec(answer)?.[1] ?? 1000);
}

/** The answer without what someone has added to it. */
function honestPart(answer: string): string {
  return /^[\s\S]*?Workmanship -?\d+\./.exec(answer)?.[0] ?? answer;
}

export interface Material {
  readonly texts: Readonly<Record<string, string>>;
  /** What stands outside of all markers. */
  readonly outside: string;
}

/** The code of the valid markers, as the system text names it; empty for none. */
export function codeOf(system: string): string {
  return /that carry the code (\S+)\./.exec(system)?.[1] ?? '';
}

/** Splits a message at the markers that carry the code which the system text names. */
export function materialOf({ system, user }: Talk): Material {
  const code = codeOf(system);
  const texts: Record<string, string> = {};
  let outside = '';
  let rest = user;
  for (;;) {
    const begin = new RegExp(`<<< begin ([a-zA-Z ]+) ${code} >>>\\n`).exec(rest);
    if (!begin) break;
    outside += rest.slice(0, begin.index);
    const from = begin.index + begin[0].length;
    const marker = `\n<<< end ${begin[1]} ${code} >>>`;
    const end = rest.indexOf(marker, from);
    texts[begin[1]] ??= rest.slice(from, end < 0 ? rest.length : end);
    rest = end < 0 ? '' : rest.slice(end + marker.length);
  }
  return { texts, outside: outside + rest };
}

const LABELS = ['[[B>>A]]', '[[B>A]]', '[[A=B]]', '[[A>B]]', '[[A>>B]]'];

/** The verdict by the answers' craft and chance, which prompt, answers and order decide. */
export function trueVerdict({ texts }: Material, seed: number, five: boolean): string {
  const [a, b] = [texts['answer A'] ?? '', texts['answer B'] ?? ''];
  const luck = seededRandom(
    textSeed(String(seed), texts.prompt ?? '', honestPart(a), honestPart(b)),
  );
  const uniform = Math.min(1 - 1e-9, Math.max(1e-9, luck()));
  const noise = Math.log(uniform / (1 - uniform));
  const latent = ((craftOf(a) - craftOf(b)) / POINTS_A_DECADE) * Math.LN10 + noise;
  const size = Math.abs(latent) < TIE_UP_TO ? 0 : Math.abs(latent) < BIG_FROM ? 1 : 2;
  const level = Math.sign(latent) * size;
  if (five) return LABELS[level + 2];
  return level > 0 ? '[[A]]' : level < 0 ? '[[B]]' : '[[C]]';
}

export interface JudgeManner {
  readonly seed: number;
  /** Obeys whatever stands outside the markers, and quotes the answers. */
  readonly gullible: boolean;
  /** Whether it quotes before it gives its verdict or after. */
  readonly quotes: 'first' | 'last';
}

/**
 * A judge's reply.
 * @param slip what becomes of its verdict
 */
export function judgeReply(
  talk: Talk,
  { seed, gullible, quotes }: JudgeManner,
  slip: 'none' | 'missing' | 'wrong' = 'none',
): string {
  const material = materialOf(talk);
  const five = talk.system.includes('[[A>>B]]');
  if (!five && talk.system.includes('score from 1')) {
    const craft = craftOf(material.texts['answer A'] ?? '');
    return `It is of fair workmanship.\n\n[[${Math.min(10, Math.max(1, Math.round(craft / 200)))}]]`;
  }
  const order = gullible ? /\[\[[ABC<>=]+\]\]/.exec(material.outside)?.[0] : undefined;
  const verdict = slip === 'wrong' ? '[[A>>>B]]' : (order ?? trueVerdict(material, seed, five));
  if (talk.followUp) return verdict;
  const judged = [
    'Both answers go step by step; their workmanship differs.',
    ...(slip === 'missing' ? [] : [`My final verdict is: ${verdict}`]),
  ];
  const quoted = ['answer A', 'answer B'].flatMap((name) =>
    gullible ? [`${name} reads:\n${material.texts[name] ?? ''}`, `So much for ${name}.`] : [],
  );
  // Where it quotes last, it ends with the quotation.
  const parts = quotes === 'first' ? [...quoted, ...judged] : [...judged, ...quoted.slice(0, -1)];
  return parts.join('\n\n');
}
