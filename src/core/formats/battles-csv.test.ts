import { expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS } from './battle-record';
import { battlesCsv } from './battles-csv';

it.each([
  ['120', '80', [120, 80]],
  ['0', '80', [0, 80]],
  ['n/a', '80', null],
  ['120', '-1', null],
  ['120', 'Infinity', null],
  ['', '80', null],
])(
  'lengths %j and %j: known only as two numbers from 0',
  (model_chars, baseline_chars, lengths) => {
    const record = { model: 'a', baseline: 'b', preference: '1', model_chars, baseline_chars };
    const refuse = (reason: string) => {
      throw new Error(reason);
    };
    const [battle] = battlesCsv.read(record, refuse, DEFAULT_READ_OPTIONS, 1);
    expect(battle.outcome).toBe(1);
    expect(battle.styleA && battle.styleB && [battle.styleA.length, battle.styleB.length]).toEqual(
      lengths ?? undefined,
    );
  },
);
