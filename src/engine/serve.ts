import * as Comlink from 'comlink';

/** An error as plain data, so that its code survives the way across threads. */
export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly stack?: string;
}

/** What a served function's promise settles to: Comlink itself would drop the class and fields of an error. */
export type Outcome<T> = { readonly value: T } | { readonly error: PlainError };

export type WorkerApi = Record<string, (...args: never[]) => unknown>;

/** The far side of a served function. */
export type Served<Api extends WorkerApi> = {
  [Name in keyof Api]: (...args: Parameters<Api[Name]>) => Outcome<Awaited<ReturnType<Api[Name]>>>;
};

/** Buffers in a result that are handed over instead of copied. */
export function handOver<T>(value: T, buffers: ArrayBufferLike[]): T {
  transfers.set(value as object, buffers as ArrayBuffer[]);
  return value;
}
const transfers = new WeakMap<object, ArrayBuffer[]>();

function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    code: typeof code === 'string' ? code : error.name,
    message: error.message,
    stack: error.stack,
  };
}

/** Called once at the end of a worker's module: offers its functions to the page. */
export function serve<Api extends WorkerApi>(api: Api): void {
  const served = Object.fromEntries(
    Object.entries(api).map(([name, run]) => [
      name,
      async (...args: never[]): Promise<Outcome<unknown>> => {
        try {
          const outcome = { value: await run(...args) };
          const buffers = transfers.get(outcome.value as object);
          return buffers ? Comlink.transfer(outcome, buffers) : outcome;
        } catch (error) {
          return { error: plainError(error) };
        }
      },
    ]),
  );
  Comlink.expose(served);
}
