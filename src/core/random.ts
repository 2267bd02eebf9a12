/** A seeded source of uniform numbers in [0, 1). */
export interface Random {
  (): number;
}

/**
 * sfc32 seeded through splitmix32: passes PractRand, period about 2^128, identical in every engine.
 * Its state is a typed array, since numbers beyond 31 bits in a closure are allocated anew each time.
 */
export class Sfc32 {
  /** a, b, c and the counter. */
  readonly #state: Int32Array;

  /** @param seed any finite number; its lowest 32 bits count */
  constructor(seed: number) {
    let s = seed | 0;
    const scrambled = (): number => {
      s = (s + 0x9e3779b9) | 0;
      let z = s ^ (s >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.#state = Int32Array.of(scrambled(), scrambled(), scrambled(), 1);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const state = this.#state;
    const t = (((state[0] + state[1]) | 0) + state[3]) | 0;
    state[3] = (state[3] + 1) | 0;
    state[0] = state[1] ^ (state[1] >>> 9);
    state[1] = (state[2] + (state[2] << 3)) | 0;
    state[2] = ((state[2] << 21) | (state[2] >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  }

  /**
   * Draws as many members as there are, with replacement, and adds 1 to `counts` at
   * `member × stride + offset` for each: one bootstrap sample. The same draws as `next` gives, in one
   * loop that keeps the state in registers.
   */
  countSample(members: Int32Array, counts: Float64Array, stride: number, offset: number): void {
    let [a, b, c, counter] = this.#state;
    const scale = members.length / 4294967296;
    for (let i = 0; i < members.length; i++) {
      const t = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      counts[members[Math.floor((t >>> 0) * scale)] * stride + offset]++;
    }
    this.#state.set([a, b, c, counter]);
  }
}

/** An {@link Sfc32} as a function. */
export function seededRandom(seed: number): Random {
  const generator = new Sfc32(seed);
  return () => generator.next();
}

/** Uniform integer in [0, bound); bound up to 2^32. */
export function randomInteger(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** Fisher-Yates in place; returns the same array. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(
  items: T,
  random: Random,
): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
  return items;
}

/** A standard normal deviate, by Box and Muller; takes two uniform numbers. */
export function randomNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
