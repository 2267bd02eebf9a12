import { TouchstoneError } from '../core/data';

/** The project's own sample, which the site serves itself. */
async function sampleFile(name: string): Promise<File> {
  const response = await fetch(new URL(`./sample/${name}`, document.baseURI)).catch(() => null);
  // A host may answer a missing file with its page.
  const isPage = response?.headers.get('content-type')?.includes('text/html');
  if (!response?.ok || isPage) {
    throw new TouchstoneError(
      'no-sample',
      'The sample could not be loaded from this site. Reload the page with a network, or drop a file of your own.',
    );
  }
  return new File([await response.blob()], name);
}

/** 461 prompts with their category and topic as fields. @throws {TouchstoneError} `no-sample` */
export async function samplePrompts(): Promise<File> {
  return sampleFile('prompts.jsonl');
}

/** Five seed labels for each of the 13 classes, as a labels CSV (`prompt_id,label,source`). @throws {TouchstoneError} `no-sample` */
export async function sampleSeedLabels(): Promise<File> {
  return sampleFile('seed-labels.csv');
}
