// Builds the site where its sources changed since the last build, and serves it.
import { build, preview } from 'vite';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'workers',
  'public',
  'scripts',
  '.cache',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const built = existsSync('dist/index.html') ? statSync('dist/index.html').mtimeMs : 0;
if (Math.max(...SOURCES.map(newest)) > built) await build({ logLevel: 'warn' });
const portFlag = process.argv.indexOf('--port');
const server = await preview({
  preview: portFlag > 0 ? { port: Number(process.argv[portFlag + 1]) } : {},
});
server.printUrls();
console.log(
  'Touchstone is ready: open the address and drop a file of prompts on the page. Ctrl+C stops it.',
);
