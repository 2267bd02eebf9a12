import type { RunProgress } from '../core/judging/run';

/** Where the progress can't be written in place, such as in a log of CI. */
const LOG_EVERY_MS = 15_000;

/** Shows a run's progress on the error stream: in one line of a terminal, else as a line now and then. */
export function progressLine(
  stream: NodeJS.WriteStream,
  now: () => number,
): (progress: RunProgress) => void {
  let told = now();
  return (progress) => {
    const { planned, left, failed, unparsed, spentUsd, retries } = progress;
    const again = retries > 0 ? `, ${retries} tried again` : '';
    const line = `${planned - left} of ${planned} calls, ${failed} failed, ${unparsed} unparsed${again}, $${spentUsd.toFixed(4)}`;
    if (stream.isTTY) stream.write(`\r${line}   ${left === 0 ? '\n' : ''}`);
    else if (now() - told >= LOG_EVERY_MS) {
      told = now();
      stream.write(`touchstone: ${line}\n`);
    }
  };
}
