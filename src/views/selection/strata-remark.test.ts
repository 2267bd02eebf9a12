import { expect, it } from 'vitest';
import { strataRemark } from './strata-remark';

const REPORT = { stratum: 'law', available: 50, asked: 20, chosen: 20, reused: 0, dropped: false };

it('says what a stratum lacks, the worst first', () => {
  expect(strataRemark(REPORT, 10)).toBe('');
  expect(strataRemark({ ...REPORT, reused: 3 }, 10)).toBe('3 used before');
  expect(strataRemark({ ...REPORT, chosen: 16, reused: 3 }, 10)).toBe('4 fewer than asked');
  expect(strataRemark({ ...REPORT, chosen: 9 }, 10)).toBe('needs 10');
  expect(strataRemark({ ...REPORT, chosen: 21 }, 10)).toBe('1 more than asked');
  expect(strataRemark({ ...REPORT, available: 0, chosen: 0 }, 10)).toBe('no prompt');
  expect(strataRemark({ ...REPORT, chosen: 0, dropped: true }, 10)).toBe('left out: under 10');
});
