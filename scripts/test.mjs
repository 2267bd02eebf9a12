// Runs type check, lint, unit and end-to-end tests, and closes with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const REPORTS = join('test-results', 'reports');
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

let passed = 0;
let failed = 0;
let skipped = 0;

function run(title, command, env = {}) {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(command, {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** A step without a test count of its own is one test. */
function check(title, command) {
  if (run(title, command)) passed++;
  else failed++;
}

/** A runner that left no report did not run: that is a failure too. */
function suite(title, command, report, count, env) {
  const succeeded = run(title, command, env);
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    counts = { passed: 0, failed: 0, skipped: 0 };
  }
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
  if ((!succeeded && counts.failed === 0) || counts.passed === 0) failed++;
}

check('Types', 'npm run --silent check');
check('Lint', 'npm run --silent lint');

const unitReport = join(REPORTS, 'unit.json');
suite(
  'Unit tests',
  `npx vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
  unitReport,
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }),
);

const e2eReport = join(REPORTS, 'e2e.json');
check('Build', 'npx vite build');
suite(
  'End-to-end tests',
  'npx playwright test --reporter=list,json',
  e2eReport,
  ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }),
  { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
);

if (skipped > 0) console.log(`\n${skipped} skipped, as the lines above say`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
