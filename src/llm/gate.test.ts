import { expect, it } from 'vitest';
import { seededRandom } from '../core/random';
import { Gate } from './gate';

it('holds little back for a "too many" that comes by chance', () => {
  const gate = new Gate();
  const random = seededRandom(1);
  let now = 0;
  for (let call = 0; call < 3000; call++) {
    now = Math.max(now + 1, gate.until);
    gate.started(now);
    if (random() < 0.1) gate.refused(now, now, null, random);
    else gate.succeeded();
  }
  expect(now / 3000).toBeLessThan(50);
});
