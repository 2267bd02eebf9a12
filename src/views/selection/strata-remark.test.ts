import { expect, it } from 'vitest';
import { strataRemark } from './strata-remark';

const REPORT = { stratum: 'law', available: 50, asked: 20, chosen: 20, reused: 0, dropped: false };

it('says what a stratum lacks, the worst first', () => {
  expect(strataRemark(REPORT, 20, 10)).toBe('');
  expect(strataRemark({ ...REPORT, reused: 3 }, 20, 10)).toBe('3 used before');
  expect(strataRemark({ ...REPORT, reused: 3 }, 16, 10)).toBe('4 fewer than asked');
  expect(strataRemark(REPORT, 9, 10)).toBe('needs 10');
  expect(strataRemark({ ...REPORT, available: 0 }, 0, 10)).toBe('no prompt');
  expect(strataRemark({ ...REPORT, dropped: true }, 0, 10)).toBe('left out: under 10');
});
