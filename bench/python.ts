import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VENV = fileURLToPath(new URL('../.cache/bench-python', import.meta.url));
const PYTHON = `${VENV}/bin/python`;
const PACKAGES = ['numpy', 'pandas', 'scikit-learn', 'hdbscan'];
const IMPORTS = 'import numpy, pandas, sklearn, hdbscan';

const works = () => existsSync(PYTHON) && spawnSync(PYTHON, ['-c', IMPORTS]).status === 0;

/** A Python of the benchmarks' own with the peers, made at the first call; null where it can't be had. */
function peerPython(): string | null {
  if (works()) return PYTHON;
  spawnSync('python3', ['-m', 'venv', VENV]);
  spawnSync(PYTHON, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: 'inherit' });
  return works() ? PYTHON : null;
}

/** What a peer's script prints, by lines; null, with a notice, where Python or its packages lack. */
export function runPython(script: string, args: readonly string[]): string[] | null {
  const python = peerPython();
  if (!python) {
    console.log(`No comparison: python3 with ${PACKAGES.join(', ')} could not be had.`);
    return null;
  }
  const peer = spawnSync(python, ['-c', script, ...args], { encoding: 'utf8' });
  if (peer.status !== 0) throw new Error(peer.stderr);
  return peer.stdout.trim().split('\n');
}
