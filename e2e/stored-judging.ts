import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { exported } from './exported-clusters';

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

/** The label of each judged game as the page read it: from the battles that it saves of the shown run. */
export async function savedVerdicts(page: Page): Promise<ReadonlyMap<string, string>> {
  const menu = page.getByRole('button', { name: /^Save battles of / });
  const label = (await menu.getAttribute('aria-label')) ?? '';
  const text = (await exported(page, label, 'Table (CSV)')).toString();
  const { data } = Papa.parse<Record<string, string>>(text.trim(), { header: true });
  return new Map(
    data.map(({ prompt_id, model, baseline, preference, weight }) => [
      gameOf(prompt_id, model, baseline),
      labelOf(Number(preference), Number(weight)),
    ]),
  );
}

function labelOf(preference: number, weight: number): string {
  if (preference === 0.5) return '[[A=B]]';
  const sign = weight > 1 ? '>>' : '>';
  return preference === 1 ? `[[A${sign}B]]` : `[[B${sign}A]]`;
}

export const gameOf = (promptId: string, modelA: string, modelB: string): string =>
  `${promptId}, ${modelA}, ${modelB}`;
