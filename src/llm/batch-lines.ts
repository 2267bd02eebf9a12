import { isUntypedRecord, type UntypedRecord } from '../core/formats/record-value';
import type { ProviderKind } from '../core/judging/call';
import { objectAt, textAt } from './forms/untyped';

/** What became of one call, as its line tells it. */
export interface BatchResult {
  /** Where a reply should be; nothing readable where there is none. */
  readonly body: unknown;
  /** The error, in the provider's form; null where the line names none. */
  readonly error: unknown;
  /** The HTTP status that the error has or would have. */
  readonly status: number;
  /** Why the call was not made at all: the whole batch ended before. */
  readonly unmade: 'expired' | 'cancelled' | null;
}

const FAULT_STATUS = 500;
/** Members that say what became of a call. */
const OUTCOMES = ['response', 'result', 'error', 'status'];

/** A result's key; empty where there is none. Lines of a request file have one, but no outcome. */
export function resultKey(line: UntypedRecord): string {
  if (!OUTCOMES.some((name) => Boolean(line[name]))) return '';
  return (
    textAt(line, 'custom_id') || textAt(line, 'key') || textAt(objectAt(line, 'metadata'), 'key')
  );
}

const unmadeBy = (code: string): BatchResult['unmade'] =>
  /expired/.test(code) ? 'expired' : /cancell?ed/.test(code) ? 'cancelled' : null;

function readOpenAi(line: UntypedRecord): BatchResult {
  const response = objectAt(line, 'response');
  const { status_code: code } = response;
  const body = 'body' in response ? response.body : response;
  return {
    body,
    error: line.error ? { error: line.error } : body,
    status: typeof code === 'number' && code >= 300 ? code : FAULT_STATUS,
    unmade: unmadeBy(textAt(objectAt(line, 'error'), 'code')),
  };
}

/** Source: Anthropic's list of errors. */
const ANTHROPIC_STATUS: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  timeout_error: 504,
  overloaded_error: 529,
};

function readAnthropic(line: UntypedRecord): BatchResult {
  const result = objectAt(line, 'result');
  const inner = objectAt(result, 'error');
  const error = isUntypedRecord(inner.error) ? inner : { error: inner };
  return {
    body: result.message,
    error,
    status: ANTHROPIC_STATUS[textAt(error.error, 'type')] ?? FAULT_STATUS,
    unmade: unmadeBy(textAt(result, 'type')),
  };
}

/** HTTP statuses of gRPC's codes 0 to 16, as google.rpc.Code maps them. */
const GRPC_STATUS = [
  ...[200, 499, 500, 400, 504, 404, 409, 403, 429],
  ...[400, 409, 400, 501, 500, 503, 500, 401],
];
const GRPC_CANCELLED = 1;

function readGemini(line: UntypedRecord): BatchResult {
  const told = [line.error, line.status].find(isUntypedRecord) ?? null;
  const code = typeof told?.code === 'number' ? told.code : FAULT_STATUS;
  const mapped = GRPC_STATUS[code] ?? code;
  const status = mapped >= 400 ? mapped : FAULT_STATUS;
  return {
    body: line.response,
    error: told && { error: { ...told, code: status } },
    status,
    unmade: code === GRPC_CANCELLED ? 'cancelled' : null,
  };
}

/** What a line of a provider's result file says, see {@link resultKey}. */
export const RESULT_LINES: Readonly<Record<ProviderKind, (line: UntypedRecord) => BatchResult>> = {
  openai: readOpenAi,
  anthropic: readAnthropic,
  gemini: readGemini,
};
