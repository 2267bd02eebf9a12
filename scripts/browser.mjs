// Finds a Chromium for tests, screenshots and benchmarks: the system's, then Playwright's own, then Debian's package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OTHER_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function systemBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH ?? '',
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...OTHER_PLACES,
  ];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

function playwrightBrowser() {
  const found = spawnSync(
    process.execPath,
    ['-e', "process.stdout.write(require('@playwright/test').chromium.executablePath())"],
    { encoding: 'utf8' },
  ).stdout;
  return found && existsSync(found) ? found : null;
}

/** Path of a Chromium or Chrome that is there already, or null. */
export function findBrowser() {
  return systemBrowser() ?? playwrightBrowser();
}

/** Like `findBrowser`, but installs one where there is none. */
export function ensureBrowser() {
  const present = findBrowser();
  if (present) return present;
  console.log('Installing a browser for the tests …');
  const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;
  if (
    run(
      process.execPath,
      join('node_modules', '@playwright', 'test', 'cli.js'),
      'install',
      'chromium',
    )
  ) {
    return findBrowser();
  }
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (isDebianRoot && run('apt-get', 'update', '-qq'))
    run('apt-get', 'install', '-y', '-qq', 'chromium');
  return findBrowser();
}
