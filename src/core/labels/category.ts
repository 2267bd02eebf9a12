/** A class of prompts that a person defines. Its name is its key: labels refer to it. */
export interface Category {
  readonly name: string;
  /** What belongs here, in a sentence: shown while labelling, given to a model that suggests labels. */
  readonly description: string;
}

/** Where prompts go that no category claims with confidence: a bucket, never a class with seeds. */
export const GENERAL = 'general';
