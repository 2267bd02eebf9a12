import { coverage, trueWinRates } from '../src/core/testing/calibration';
import type { Simulation } from '../src/core/testing/simulated-battles';
import { machine, printFigures } from './figures';
import type { Figure } from './figures';

const SEEDS = [1, 2, 3] as const;
/** Two games of a prompt mostly go the same way: independent rows would halve the variance. */
const COMMON = { prompts: 300, promptEffect: 4, games: 2, ties: 0.1 } as const;
/** Win rates against m0 from about 10 to 90 %. */
const DESIGNS: Readonly<Record<string, Simulation>> = {
  star: { ...COMMON, design: 'star', strengths: [0, -7.5, -3.5, -1, 1, 3.5, 7.5] },
  pairs: { ...COMMON, design: 'pairs', strengths: [0, -7.5, -2.5, 2.5, 7.5] },
};

/**
 * Coverage of the 95 % prompt-bootstrap interval of the win rate, pooled over models, and the row
 * bootstrap's beside it on an eighth of the data sets, where two swapped games share each prompt.
 * Arguments: data sets (2,000) and rounds (1,000).
 */
export async function run(args: string[]): Promise<void> {
  const dataSets = Number(args[0] ?? 2000);
  const rounds = Number(args[1] ?? 1000);
  console.log(machine());
  console.log(
    `Coverage of 95 % intervals: ${dataSets} data sets of ${COMMON.prompts} prompts, ${rounds} rounds; an eighth of them for the row bootstrap.\n`,
  );
  for (const [name, simulation] of Object.entries(DESIGNS)) {
    const truth = trueWinRates(simulation, 99);
    const shown = [...truth.values()].map((rate) => (100 * rate).toFixed(0)).join(', ');
    const figures = SEEDS.flatMap((seed): Figure[] => {
      const settings = { dataSets, rounds, seed };
      const prompts = coverage(simulation, truth, { ...settings, unit: 'prompts' });
      const rows = coverage(simulation, truth, {
        ...settings,
        dataSets: Math.ceil(dataSets / 8),
        unit: 'rows',
      });
      return [
        {
          what: `seed ${seed}: prompts`,
          value: 100 * prompts,
          unit: '%',
          atLeast: 93,
          atMost: 97,
        },
        { what: `seed ${seed}: rows, to fall short`, value: 100 * rows, unit: '%', atMost: 90 },
      ];
    });
    printFigures(`${name}, true win rates ${shown} %`, figures);
  }
}
