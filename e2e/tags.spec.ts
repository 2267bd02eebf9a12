import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { exported, exportedClusters } from './exported-clusters';
import { TOPICS_WITH_VECTORS } from './given-vectors';
import { openJudging } from './judging-page';
import { startLocalJudge, type LocalJudge } from './local-judge';
import { tagReply } from './local-tags';
import { TOPIC_PROMPTS } from './obvious-topics';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openApp,
  openScreen,
  test,
} from './touchstone-test';

const MIN_SCORE = 5;
const CODE = 'c0de';

/** What the local provider says of a prompt. */
function expectedScore(prompt: string): number {
  const reply = tagReply({
    system: `"criteria" that carry the code ${CODE}.`,
    user: `<<< begin prompt ${CODE} >>>\n${prompt}\n<<< end prompt ${CODE} >>>`,
    followUp: true,
  });
  return (JSON.parse(reply) as { criteria: number[] }).criteria.length;
}

let judge: LocalJudge;
test.beforeEach(async ({ page, watch }) => {
  judge = await startLocalJudge();
  const { host } = new URL(judge.address);
  watch.allowedHosts.add(host);
  // As the Judging screen keeps the address of a provider.
  await page.addInitScript(
    (providers) => localStorage.setItem('touchstone-providers', providers),
    JSON.stringify([{ id: host, kind: 'openai', baseUrl: `${judge.address}/v1` }]),
  );
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
});
test.afterEach(async () => judge.close());

/** Names the model, looks at the cost and starts. @param start the button of the run or of its pilot */
async function ask(page: Page, calls: string, start: RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Model', exact: true }).fill('judge');
  await dialog.getByRole('combobox', { name: 'Model', exact: true }).press('Tab');
  await dialog.getByRole('button', { name: 'See calls and cost' }).click();
  await expect(dialog.getByRole('heading', { name: calls })).toBeVisible();
  await expect(dialog.getByText('at most $0.00')).toBeVisible();
  await dialog.getByRole('button', { name: start }).click();
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes[0].html}`)).toEqual([]);
}

test('scores by a model colour the map, pass a threshold, draw a set, and stand in its manifest', async ({
  page,
}) => {
  const scoreOf = new Map(TOPIC_PROMPTS.map(({ id, prompt }) => [id, expectedScore(prompt)]));
  const count = (score: number) => [...scoreOf.values()].filter((each) => each === score).length;
  const dialog = page.getByRole('dialog');

  await test.step('a pilot, then all, none asked twice', async () => {
    await openScreen(page, 'Labels');
    await page.getByRole('tab', { name: 'Criteria' }).click();
    await page.getByRole('button', { name: 'Score by a model' }).click();
    await ask(page, '48 calls', /^Agree to a pilot of 20/);
    await expect(
      dialog.getByText('20 of 48 prompts tagged by judge, 28 not asked yet'),
    ).toBeVisible();
    await expectAccessible(page, 'the dialog after a pilot');
    await ask(page, '28 calls, 20 more answered already', /^Start$/);
    await expect(dialog.getByText('48 of 48 prompts tagged by judge')).toBeVisible();
    expect(judge.requests).toBe(48);
    await dialog.getByRole('button', { name: 'Show them' }).click();
    await expect(heading(page)).toContainText('of the prompts meet at least 6 of 7 criteria');
    await page.keyboard.press('Escape');
  });

  await test.step('the map is coloured and filtered by the score', async () => {
    await openScreen(page, 'Map');
    await page.getByRole('combobox', { name: 'colour' }).selectOption('score');
    const legend = page.getByRole('list', { name: 'Colours by score' });
    await expect(legend.getByRole('button', { name: /^5/ })).toHaveText(
      new RegExp(`^5\\s*${count(5)}$`),
    );
    await legend.getByRole('button', { name: /^5/ }).click();
    await page.getByRole('tab', { name: /^Prompts/ }).click();
    await expect(page.getByText(`${count(5)} of 48 prompts`, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /^Remove filter score/ }).click();
  });
  const clusters = await exportedClusters(page);
  const idOf = new Map(TOPIC_PROMPTS.map(({ id, prompt }) => [prompt, id]));
  const clusterOf = new Map(clusters.map(({ prompt, cluster }) => [idOf.get(prompt)!, cluster]));
  const scoresOf = (cluster: number) =>
    [...clusterOf].filter(([, own]) => own === cluster).map(([id]) => scoreOf.get(id)!);
  const meanOf = (cluster: number) => {
    const scores = scoresOf(cluster);
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  const ids = [...new Set(clusterOf.values())].filter((cluster) => cluster >= 0);
  const means = ids.map(meanOf).sort((a, b) => b - a);
  // Between the second and the third, so that two of the four clusters pass.
  const threshold = Math.ceil(means[2] * 10 + 1e-9) / 10;
  expect(threshold, 'a step of the slider lies between the two').toBeLessThanOrEqual(means[1]);
  const passing = ids.filter((cluster) => meanOf(cluster) >= threshold);

  await test.step('thresholds tell what passes, and the clusters’ means are exported', async () => {
    await openScreen(page, 'Labels');
    await page.getByRole('tab', { name: 'Criteria' }).click();
    await page.getByLabel(/^Prompts: score at least/).fill(String(MIN_SCORE));
    await page.getByLabel(/^Clusters: mean at least/).fill(String(threshold));
    const thresholds = page.getByRole('region', { name: 'Thresholds' });
    const inside = passing.flatMap(scoresOf);
    await expect(thresholds).toContainText(
      `2 of 4 clusters pass, with ${inside.length} prompts; ${inside.filter((score) => score >= MIN_SCORE).length} of those score at least ${MIN_SCORE}`,
    );
    const csv = await exported(page, 'Export Clusters by mean score', 'Data (CSV)');
    const { data } = Papa.parse<Record<string, string>>(csv.toString('utf8').trim(), {
      header: true,
    });
    expect(data.map(({ mean_score }) => Number(mean_score).toFixed(6))).toEqual(
      means.map((mean) => mean.toFixed(6)),
    );
    expect(data.map(({ passes }) => passes)).toEqual(['yes', 'yes', 'no', 'no']);
    const svg = await exported(page, 'Export Clusters by mean score', 'Picture (SVG)');
    expect(svg.toString().match(/<circle/g)).toHaveLength(4);
    await expectAccessible(page, 'Criteria');
  });

  await test.step('a set by cluster, and its manifest', async () => {
    await page.getByRole('button', { name: 'Select by these' }).click();
    await page.getByLabel('Sampled by').selectOption('cluster');
    // The made-up vectors of a topic lie close together.
    await page.getByLabel(/^Near-duplicates but one/).uncheck();
    await expect(page.getByText(/These settings draw 4 prompts from 2 clusters/)).toBeVisible();
    await page.getByRole('button', { name: 'Draw set' }).click();
    await expect(heading(page)).toHaveText('4 prompts in 2 clusters');
    await expectAccessible(page, 'Selection');
    const manifest = JSON.parse(
      (await exported(page, 'Export the evaluation set', 'Manifest (JSON)')).toString('utf8'),
    );
    expect(manifest.sample.clusters).toEqual({ minMeanScore: threshold, minScored: 1, per: 2 });
    expect(manifest.filters.minScore).toBe(MIN_SCORE);
    expect(manifest.tags).toEqual([
      {
        ...{ tag: 'criteria', from: 'model', provider: new URL(judge.address).host },
        ...{ model: 'judge', template: expect.stringMatching(/^[0-9a-f]{12}$/) },
        ...{ prompts: 48, unparsed: 0, failed: 0 },
      },
    ]);
    expect(manifest.entries).toHaveLength(4);
    for (const { id } of manifest.entries as { id: string }[]) {
      expect(scoreOf.get(id)).toBeGreaterThanOrEqual(MIN_SCORE);
      expect(passing).toContain(clusterOf.get(id));
    }
  });
});

test('a model proposes names, categories and labels; a person takes them, and takes them back', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog');
  const table = page.getByRole('table', { name: 'Clusters' });

  await test.step('names', async () => {
    await openScreen(page, 'Map');
    const before = await table.getByRole('button', { name: / · / }).allTextContents();
    expect(before).toHaveLength(4);
    await page.getByRole('button', { name: 'Name clusters by a model' }).click();
    await ask(page, '4 calls', /^Agree and start$/);
    const proposed = dialog.getByRole('region', { name: 'Proposed names', exact: true });
    await expect(proposed.getByRole('row')).toHaveCount(5);
    await expectAccessible(page, 'proposed names');
    await proposed
      .getByRole('button', { name: /^Take .* for / })
      .first()
      .click();
    await proposed.getByRole('button', { name: 'Take 3' }).click();
    await expect(proposed.getByRole('button', { name: 'All taken' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(table.getByRole('button', { name: / · / })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(table.getByRole('button', { name: / · / })).toHaveCount(3);
    await page.keyboard.press('Control+z');
    expect(await table.getByRole('button', { name: / · / }).allTextContents()).toEqual(before);
  });

  await test.step('the names, checked blind on a sample', async () => {
    await openScreen(page, 'Judging');
    await openJudging(page, /^Tags/);
    const panel = page.getByRole('tabpanel');
    await expect(panel).toContainText('4 clusters named by judge');
    await page.getByRole('button', { name: 'Check all together' }).click();
    const check = page.getByRole('group', { name: 'Check of all together' });
    await expect(check).toContainText(/Does “.+” say what this prompt is about\?/);
    for (let i = 0; i < 6; i++) await page.keyboard.press('y');
    await expect(check).toContainText('6 of 30 in this sample checked');
    await expect(check).toContainText(/Precision.*100.0 %.*n \d/s);
    await expectAccessible(page, 'the check of cluster names');
    await page.keyboard.press('Escape');
    await panel
      .getByLabel('Tag that the prompts have')
      .selectOption('where your check says otherwise');
    await expect(panel.getByRole('listitem').first()).toContainText('you: ');
  });

  await test.step('categories', async () => {
    await openScreen(page, 'Labels');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('button', { name: 'Proposed by a model …' }).click();
    await ask(page, '1 call', /^Start$/);
    const proposed = dialog.getByRole('region', { name: 'Proposed categories' });
    await expect(proposed.getByRole('listitem')).toHaveCount(3);
    await proposed.getByRole('button', { name: /^Add / }).nth(1).click();
    await proposed.getByRole('button', { name: 'Add all 2' }).click();
    await expect(proposed).toContainText(/Their clusters hold \d+\.\d % of the\s+\d+ prompts/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Edit / })).toHaveCount(3);
  });

  await test.step('the categories, checked blind on a sample', async () => {
    await openScreen(page, 'Judging');
    await openJudging(page, /^Tags/);
    const panel = page.getByRole('tabpanel');
    await panel.getByLabel('Question').selectOption('Suggested categories');
    await expect(panel).toContainText('3 categories proposed by judge');
    await page.getByRole('button', { name: 'Check all together' }).click();
    const check = page.getByRole('group', { name: 'Check of all together' });
    await expect(check).toContainText(/Does it belong here\? All about .+\./);
    for (let i = 0; i < 6; i++) await page.keyboard.press('y');
    await expect(check).toContainText(/Precision.*100.0 %.*n \d/s);
    await page.keyboard.press('Escape');
    await openScreen(page, 'Labels');
  });

  await test.step('labels, which are none until taken', async () => {
    await page.getByRole('button', { name: 'Suggest by a model' }).click();
    await dialog.getByLabel('Next prompts of the queue').fill('10');
    await dialog.getByLabel('Next prompts of the queue').press('Tab');
    await ask(page, '10 calls', /^Start$/);
    await expect(dialog.getByText('10 suggestions by judge, 10 of them open.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Look at them in the queue' }).click();
    await expect(heading(page)).toHaveText('No prompt is labelled yet');
    const desk = page.getByRole('region', { name: 'Prompt to label' });
    await expect(desk.getByText('judge suggests')).toBeVisible();
    await page.keyboard.press('m');
    await expect(heading(page)).toContainText('1 labelled');
    await expect(desk.getByRole('option', { name: 'Suggested by a model (9)' })).toHaveCount(1);
    await expectAccessible(page, 'the queue with a suggestion');
    await page.keyboard.press('Control+z');
    await expect(heading(page)).toHaveText('No prompt is labelled yet');
  });
});
