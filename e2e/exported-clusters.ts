import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { adjustedRandIndex } from '../src/core/clusters/agreement';
import { TOPIC_PROMPTS } from './obvious-topics';

/** A row of the map's exported data. */
export interface ExportedPrompt {
  readonly prompt: string;
  readonly cluster: number;
}

/** The bytes of what a menu entry saves. */
export async function exported(page: Page, menu: string, entry: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('button', { name: entry }).click();
  return readFile(await (await download).path());
}

/** Prompts and clusters as the map exports them. The map must be open. */
export async function exportedClusters(page: Page): Promise<readonly ExportedPrompt[]> {
  const csv = (await exported(page, 'Export map', 'Data (CSV)')).toString('utf8');
  const { data } = Papa.parse<Record<string, string>>(csv.trim(), { header: true });
  return data.map(({ prompt, cluster }) => ({ prompt, cluster: Number(cluster) }));
}

const TOPIC_OF = new Map(TOPIC_PROMPTS.map(({ prompt, topic }) => [prompt, topic]));

/** Adjusted Rand index of clusters and topics, over the prompts that have one; noise is a cluster too. */
export function agreementWithTopics(rows: readonly ExportedPrompt[]): number {
  const known = rows.filter(({ prompt }) => TOPIC_OF.has(prompt));
  return adjustedRandIndex(
    known.map(({ cluster }) => cluster),
    known.map(({ prompt }) => TOPIC_OF.get(prompt)!),
  );
}
