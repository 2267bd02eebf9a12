import type { OnProgress, Prompt } from '../data';
import { stopWords } from './stop-words';

/** Prompts as term numbers: made once, counted again for every clustering. */
export interface TokenCorpus {
  readonly terms: readonly string[];
  /** By term: 1, or less for one seen as a program's identifier only. */
  readonly weights: Float32Array;
  /** Prompt i has the tokens starts[i] … starts[i + 1] − 1. */
  readonly starts: Int32Array;
  /** Term numbers in reading order, each once a prompt: a long prompt that repeats itself says it once. */
  readonly tokens: Int32Array;
}

const IDENTIFIER_WEIGHT = 0.2;
const PROGRESS_EVERY = 500;
const SURE_PROMPTS = 12;
/** A prompt pasted from a book would drown its cluster; its topic shows in its first pages. */
const MAX_CHARACTERS = 20_000;

const FENCED_CODE = /(```|~~~)[\s\S]*?(?:\1|$)/g;
/** A line is code where signs like these make up more than this share of it. */
const CODE_SIGN = /[{}()[\]<>=;|&$#\\_^*+~@]/g;
const CODE_SIGN_SHARE = 0.12;
/** The part before the @ is tried from its beginning only, at most 64 signs of it (RFC 5321): a long run would take time with its square. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+/giu;
/** A run without spaces, apostrophes inside words included. */
const RUN = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}\p{M}\p{N}_]+)*/gu;
/** Scripts that put no spaces between words; only these need a dictionary to be segmented. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const CONTRACTION = /['’](?:t|ll|ve|re|m|d)$/u;
const POSSESSIVE = /['’]s$/u;
const ELISION = /^\p{L}{1,2}['’]/u;
const IDENTIFIER = /_|\p{L}\p{N}|\p{N}\p{L}|\p{Ll}\p{Lu}/u;
const WORD = /\p{L}/u;
const ONE_SIGN_WORD = /\p{Script=Han}/u;
/** Japanese writes its particles and endings so, and hardly a topic. */
const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u;

/**
 * Terms of every prompt: lower case, NFC, without stop words, numbers, single letters, code (fenced
 * blocks, lines full of signs) and addresses; a prompt that is nothing but code keeps it. Scripts without spaces are segmented
 * by `Intl.Segmenter`, the others at the same word boundaries by a pattern, thirty times faster.
 * About 10 MB of text a second.
 */
export function tokenise(
  prompts: readonly Pick<Prompt, 'text' | 'language'>[],
  onProgress?: OnProgress,
): TokenCorpus {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  const weights: number[] = [];
  const tokens: number[] = [];
  /** By term: the last prompt that it was counted in. */
  const lastPrompt: number[] = [];
  const starts = new Int32Array(prompts.length + 1);

  const add = (surface: string, stop: ReadonlySet<string>, prompt: number): void => {
    const term = normalForm(surface);
    if (!term || stop.has(term)) return;
    let number = numbers.get(term);
    if (number === undefined) {
      number = terms.push(term) - 1;
      numbers.set(term, number);
      weights.push(IDENTIFIER_WEIGHT);
      lastPrompt.push(-1);
    }
    if (!IDENTIFIER.test(surface)) weights[number] = 1;
    if (lastPrompt[number] === prompt) return;
    lastPrompt[number] = prompt;
    tokens.push(number);
  };

  const readWords = (text: string, stop: ReadonlySet<string>, prompt: number): void => {
    for (const [run] of text.matchAll(RUN)) {
      if (!UNSPACED.test(run)) add(run, stop, prompt);
      else
        for (const { segment, isWordLike } of segmenter.segment(run))
          if (isWordLike) add(segment, stop, prompt);
    }
  };

  const languageOf = surelyDetected(prompts);
  for (const [i, { text, language }] of prompts.entries()) {
    const stop = stopWords(languageOf(language));
    const head = text.slice(0, MAX_CHARACTERS).normalize('NFC').replace(ADDRESS, ' ');
    readWords(withoutCode(head), stop, i);
    if (tokens.length === starts[i]) readWords(head, stop, i);
    starts[i + 1] = tokens.length;
    if (i % PROGRESS_EVERY === 0) onProgress?.({ done: i, total: prompts.length });
  }
  onProgress?.({ done: prompts.length, total: prompts.length });
  return { terms, weights: Float32Array.from(weights), starts, tokens: Int32Array.from(tokens) };
}

/** A language of a handful of prompts among others is often a wrong guess: it counts as unknown. */
function surelyDetected(prompts: readonly { readonly language: string }[]) {
  const sizes = new Map<string, number>();
  for (const { language } of prompts) sizes.set(language, (sizes.get(language) ?? 0) + 1);
  const least = Math.min(SURE_PROMPTS, Math.max(...sizes.values()));
  return (language: string) =>
    language === 'en' || (sizes.get(language) ?? 0) >= least ? language : 'und';
}

function withoutCode(text: string): string {
  const prose = (line: string): boolean =>
    (line.match(CODE_SIGN)?.length ?? 0) <= CODE_SIGN_SHARE * line.trim().length;
  return text.replace(FENCED_CODE, ' ').split('\n').filter(prose).join('\n');
}

/** The term that a word counts as, or '' where it says nothing. */
function normalForm(surface: string): string {
  if (!WORD.test(surface) || CONTRACTION.test(surface) || HIRAGANA_ONLY.test(surface)) return '';
  const term = surface.replace(POSSESSIVE, '').replace(ELISION, '').toLowerCase();
  return term.length > 1 || ONE_SIGN_WORD.test(term) ? term : '';
}
