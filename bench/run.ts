import { readdirSync, readFileSync } from 'node:fs';

/** `npm run bench -- NAME [options]`: every file beside this one that exports `run` is a benchmark. */
const folder = new URL('.', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .filter((file) =>
    /^export async function run\(/m.test(readFileSync(new URL(file, folder), 'utf8')),
  )
  .map((file) => file.slice(0, -'.ts'.length));
const [name, ...args] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  console.log(`Usage: npm run bench -- NAME\nBenchmarks: ${names.join(', ')}`);
  process.exitCode = name ? 2 : 0;
} else {
  const { run } = (await import(`./${name}.ts`)) as { run(args: string[]): Promise<void> };
  await run(args);
}
