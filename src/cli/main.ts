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

const NAME_WIDTH = 10;
const HELP = ['help', '--help', '-h'];

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const isHelp = name === undefined || HELP.includes(name);
  const chosen = isHelp ? rest[0] : name;
  const load = Object.hasOwn(COMMANDS, chosen ?? '') ? COMMANDS[chosen!] : undefined;
  if (!load) {
    if (chosen !== undefined) console.error(`touchstone: There is no command "${chosen}".`);
    console.error(await listed());
    return chosen === undefined ? 0 : 2;
  }
  const { command } = await load();
  if (isHelp || rest.includes('--help') || rest.includes('-h')) {
    console.log(`npx touchstone ${command.usage}\n${command.purpose}`);
    return 0;
  }
  await command.run(rest).catch((error: unknown) => {
    if (!codeOf(error)?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new TouchstoneError(
      'usage',
      `${(error as Error).message}. See npx touchstone ${chosen} --help; an option that takes several is given once for each.`,
    );
  });
  return 0;
}

async function listed(): Promise<string> {
  const lines = Object.entries(COMMANDS).map(async ([name, load]) => {
    const { purpose } = (await load()).command;
    return `  ${name.padEnd(NAME_WIDTH)}${purpose}`;
  });
  return [
    'npx touchstone COMMAND …',
    ...(await Promise.all(lines)),
    'npx touchstone COMMAND --help lists the options of a command.',
  ].join('\n');
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** A full disk, a file that may not be read: what the system says names it. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected = error instanceof TouchstoneError || isOfSystem(error);
    console.error(expected ? `touchstone: ${error.message}` : error);
    process.exitCode = 1;
  },
);
