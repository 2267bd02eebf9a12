import { TouchstoneError } from '../core/data';

/** The project's own sample. */
export interface SampleFiles {
  /** 461 prompts with their category and topic as fields. */
  readonly prompts: Blob;
  /** Five seed labels for each of the 13 classes: `prompt_id,label,source`. */
  readonly labels: Blob;
  /** Judges' reasons, written for the simulated battles. */
  readonly explanations: Blob;
}

async function sampleFile(name: string): Promise<Blob> {
  const response = await fetch(new URL(`./sample/${name}`, document.baseURI)).catch(() => null);
  // A host may answer a missing file with its page.
  const isPage = response?.headers.get('content-type')?.includes('text/html');
  if (!response?.ok || isPage) {
    throw new TouchstoneError(
      'no-sample',
      `The sample's ${name} could not be loaded from this site. Reload the page with a network, or drop a file of your own.`,
    );
  }
  return response.blob();
}

/** Loads the sample, which the site serves itself. @throws {TouchstoneError} `no-sample` */
export async function sampleFiles(): Promise<SampleFiles> {
  const [prompts, labels, explanations] = await Promise.all(
    ['prompts.jsonl', 'seed-labels.csv', 'explanations.jsonl'].map(sampleFile),
  );
  return { prompts, labels, explanations };
}
