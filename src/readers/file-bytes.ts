import { TouchstoneError } from '../core/data';
import type { Control } from '../engine/control';

/** Bytes that are read at a time: the memory that a file costs beside what is kept of it. */
const CHUNK_BYTES = 1024 * 1024;

/** A file's bytes in chunks of at most 1 MB, with progress in bytes. Stops when the signal fires. */
export async function* fileChunks(
  file: Blob,
  { signal, onProgress }: Control = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    signal?.throwIfAborted();
    const end = Math.min(start + CHUNK_BYTES, file.size);
    yield new Uint8Array(await file.slice(start, end).arrayBuffer());
    onProgress?.({ done: end, total: file.size });
  }
}

/**
 * The unpacked bytes of a gzip file; progress counts packed bytes.
 * @throws TouchstoneError `damaged-file` where the packed data end early or are no gzip
 */
export async function* inflatedChunks(
  file: Blob,
  name: string,
  control: Control = {},
): AsyncGenerator<Uint8Array> {
  const chunks = fileChunks(file, control);
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    control.signal?.throwIfAborted();
    throw new TouchstoneError(
      'damaged-file',
      `${name} can't be unpacked to its end (${(error as Error).message}). Fetch or pack it again.`,
    );
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** All bytes of a stream in one piece, for formats that are read from their end. */
export async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return new Blob(parts);
}
