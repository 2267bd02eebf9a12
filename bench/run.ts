import { readdirSync } from 'node:fs';

/** `npm run bench -- NAME [options]`: every file beside this one that exports `run` is a benchmark. */
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));
const [name, ...args] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  console.log(`Usage: npm run bench -- NAME\nBenchmarks: ${names.join(', ')}`);
  process.exitCode = name ? 2 : 0;
} else {
  const { run } = (await import(`./${name}.ts`)) as { run(args: string[]): Promise<void> };
  await run(args);
}
