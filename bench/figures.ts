import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { textTable } from '../src/cli/text-table';

/** One measured number, beside what it has to reach. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** Printed after the number: "s", "%", "times". */
  readonly unit?: string;
  readonly digits?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Other work on the machine makes times longer; above this many waiting processes they don't count. */
const BUSY_LOAD = 1;

/** What times depend on, and whether the machine had other work at the start. */
export function machine(): string {
  const load = loadavg()[0];
  const busy = load > BUSY_LOAD ? ': busy with other work, so times are too long' : '';
  const revision = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return (
    `${new Date().toISOString().slice(0, 10)}, revision ${revision.trim()}, ${cpus().length} cores ` +
    `(${cpus()[0].model.trim()}), Node ${process.version}, load ${load.toFixed(1)}${busy}`
  );
}

/** Prints figures as a table with their targets. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ what, value, unit = '', digits = 2, atLeast, atMost }) => {
    const number = (of: number) => `${of.toFixed(digits)} ${unit}`.trim();
    const bounds = [
      atLeast === undefined ? '' : `at least ${number(atLeast)}`,
      atMost === undefined ? '' : `at most ${number(atMost)}`,
    ];
    const target = bounds.filter(Boolean).join(', ');
    const met = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
    return [what, number(value), target, target && (met ? 'met' : 'MISSED')];
  });
  console.log(`${title}\n${textTable(['', 'result', 'target', ''], rows)}\n`);
}
