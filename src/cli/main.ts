import { TouchstoneError } from '../core/data';
import type { Command } from './command';

/** Each command is loaded only when called. */
const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  embed: () => import('./embed'),
  cluster: () => import('./cluster'),
  label: () => import('./label'),
  rank: () => import('./rank'),
  quality: () => import('./quality'),
  sample: () => import('./sample'),
  answer: () => import('./answer'),
  judge: () => import('./judge'),
  tag: () => import('./tag'),
};

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  const load = name === undefined ? undefined : COMMANDS[name];
  if (!load) {
    const known = await Promise.all(
      Object.values(COMMANDS).map(async (each) => (await each()).command.usage),
    );
    console.error(`Usage:\n${known.map((usage) => `  npx touchstone ${usage}`).join('\n')}`);
    return name === undefined || name === '--help' || name === 'help' ? 0 : 2;
  }
  const { command } = await load();
  if (rest.includes('--help')) {
    console.log(`npx touchstone ${command.usage}`);
    return 0;
  }
  await command.run(rest);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected =
      error instanceof TouchstoneError ||
      (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(expected ? `touchstone: ${(error as Error).message}` : error);
    process.exitCode = 1;
  },
);
