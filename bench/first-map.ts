import { readFileSync } from 'node:fs';
import { dropFiles } from '../e2e/touchstone-test';
import { sharedPath } from '../src/core/testing/shared';
import { machine, printFigures } from './figures';
import { importAndOpenMap, stageDone, STAGES, withSite } from './page/site';

const ROUNDS = 3;
const MAX_SECONDS = 45;

/**
 * From dropping 500 prompts on the built page to named clusters on the screen, in Chromium on WASM:
 * the time of each stage, of the fastest of several rounds, each in an empty browser. The first
 * stage holds the preview of the file.
 * @param args number of rounds
 */
export async function run(args: string[]): Promise<void> {
  const path = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  if (!path) {
    console.log('first-map: skipped, as ../shared is not there.');
    return;
  }
  console.log(machine());
  const rounds: number[][] = [];
  for (let round = 0; round < Number(args[0] ?? ROUNDS); round++)
    rounds.push(await secondsByStage(readFileSync(path)));
  const totals = rounds.map((seconds) => seconds.reduce((sum, each) => sum + each, 0));
  const best = rounds[totals.indexOf(Math.min(...totals))];
  printFigures('first-map: from dropping arena-hard-v0.1.jsonl to named clusters on the screen', [
    ...STAGES.map((what, stage) => ({ what, value: best[stage], unit: 's' })),
    { what: 'Total', value: Math.min(...totals), unit: 's', atMost: MAX_SECONDS },
  ]);
  console.log(`All rounds: ${totals.map((total) => total.toFixed(1)).join(', ')} s.`);
}

function secondsByStage(content: Uint8Array): Promise<number[]> {
  return withSite(async ({ page }) => {
    let last = performance.now();
    const lap = () => {
      const now = performance.now();
      const seconds = (now - last) / 1000;
      last = now;
      return seconds;
    };
    const laps: number[] = [];
    await dropFiles(page, [{ name: 'arena-hard-v0.1.jsonl', content }]);
    await importAndOpenMap(page);
    for (const stage of STAGES) {
      await stageDone(page, stage);
      if (stage === 'Names')
        await page.getByRole('table', { name: 'Clusters' }).getByText(' · ').first().waitFor();
      laps.push(lap());
    }
    return laps;
  });
}
