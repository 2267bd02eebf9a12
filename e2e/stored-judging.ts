import type { Page } from '@playwright/test';

/** A call as the page keeps it. */
export interface StoredCall {
  readonly task: string;
  readonly status: string;
  readonly text: string;
  readonly followUp: string | null;
  readonly tries: number;
  readonly subject: Readonly<Record<string, string>>;
}

/** All calls that are stored, read from the browser's database. */
export function storedCalls(page: Page): Promise<readonly StoredCall[]> {
  return page.evaluate(
    () =>
      new Promise<StoredCall[]>((resolve, reject) => {
        const opening = indexedDB.open('touchstone');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction('calls').objectStore('calls').getAll();
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            database.close();
            resolve(request.result.map(({ record }: { record: StoredCall }) => record));
          };
        };
      }),
  );
}

/** The label of each judged game, by "prompt, answer A, answer B", from the raw replies. */
export async function storedVerdicts(page: Page): Promise<ReadonlyMap<string, string>> {
  const judged = (await storedCalls(page)).filter(({ task }) => task === 'judge');
  return new Map(
    judged.map(({ subject, text, followUp }) => [
      gameOf(subject.promptId, subject.modelA, subject.modelB),
      /\[\[[AB<>=]+\]\](?=\s*$)/.exec(followUp ?? text)?.[0] ?? 'none',
    ]),
  );
}

export const gameOf = (promptId: string, modelA: string, modelB: string): string =>
  `${promptId}, ${modelA}, ${modelB}`;
