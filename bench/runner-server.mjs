import { register } from 'tsx/esm/api';
import { parentPort } from 'node:worker_threads';

register();
const { startLocalJudge } = await import('../e2e/local-judge.ts');
const { address } = await startLocalJudge({ strengths: { m1: 1000 } });
parentPort.postMessage(address);
