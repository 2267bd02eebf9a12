// Installs what is missing before anything else runs: Node built-ins only, as node_modules may not exist yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel } from './model.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

function nodeIsRecentEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/** npm writes what it installed into a hidden lock file: older than ours means out of date. */
function packagesAreInstalled() {
  const installed = join('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return true;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function installPackages() {
  console.log('Installing npm packages …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The npm packages could not be installed (see above).');
    process.exit(1);
  }
}

if (!nodeIsRecentEnough()) {
  console.error(`Touchstone needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!packagesAreInstalled()) installPackages();
const model = await ensureModel(join(root, '.cache'));
if (!model.available) {
  console.warn(
    `The embedding model could not be had: ${model.reason}\nThe page opens without it and takes vectors from a file.`,
  );
}
if (process.argv.includes('--browser')) {
  const { ensureBrowser } = await import('./browser.mjs');
  const browser = ensureBrowser();
  if (!browser) {
    console.error('No browser for the end-to-end tests: install Chromium or Chrome.');
    process.exit(1);
  }
}
