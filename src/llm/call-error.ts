import { TouchstoneError } from '../core/data';
import type { FailureKind, Usage } from '../core/judging/call';

/**
 * What to do after an error: try again later; give this call up; stop the run, as every other call
 * would fare the same; or one of the last two in doubt, which shows by how other calls fare.
 */
export type ErrorAction = 'retry' | 'fail' | 'stop' | 'doubt';

export type CallErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'rate-limit'
  | 'server-error'
  | 'broken-reply'
  | 'empty-reply'
  | 'content-filter'
  | 'too-long'
  | 'wrong-key'
  | 'no-credit'
  | 'unknown-model'
  | 'wrong-address'
  | 'bad-request'
  // Of batches alone.
  | 'expired'
  | 'cancelled'
  | 'refused'
  | 'no-cors';

interface CallErrorDetails {
  readonly action: ErrorAction;
  /** Class in the failure inbox. */
  readonly kind?: FailureKind;
  /** What the provider sent, for the inbox. */
  readonly raw?: string;
  /** How long the provider asked to wait. */
  readonly retryAfterMs?: number | null;
  /** What the try cost all the same. */
  readonly usage?: Usage | null;
}

/** A try of a call that gave no reply. Its message names the provider, its words and what to do. */
export class CallError extends TouchstoneError {
  readonly action: ErrorAction;
  readonly kind: FailureKind;
  readonly raw: string;
  readonly retryAfterMs: number | null;
  readonly usage: Usage | null;

  constructor(
    override readonly code: CallErrorCode,
    message: string,
    details: CallErrorDetails,
  ) {
    super(code, message);
    this.name = 'CallError';
    this.action = details.action;
    this.kind = details.kind ?? 'transport';
    this.raw = details.raw ?? '';
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.usage = details.usage ?? null;
  }
}
