import type { Turn } from '../core/data';
import type { CallParameters, Provider, Reply } from '../core/judging/call';

export interface SendRequest {
  readonly provider: Provider;
  readonly model: string;
  readonly messages: readonly Turn[];
  readonly parameters: CallParameters;
}

/**
 * Makes one try of a call. Rejects with a `CallError`, or with the signal's reason as soon as it
 * aborts.
 */
export type Send = (request: SendRequest, signal: AbortSignal) => Promise<Reply>;
