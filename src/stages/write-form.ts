import type { WrittenForm } from '../core/formats/written-form';
import { Slice } from './pause';

type Parts<T> = AsyncIterable<readonly T[]> | Iterable<readonly T[]>;

/** Pieces that are handed to the browser at once, so that they leave the page's memory. */
const PIECES_A_BLOB = 1000;

/** Writes a list to a file, part by part; the page is let in between. */
export async function writeForm<T>(parts: Parts<T>, form: WrittenForm<T>): Promise<Blob> {
  const [before, between, after] = form.frame;
  const blobs: Blob[] = [];
  let texts = [before];
  let isFirst = true;
  const slice = new Slice();
  for await (const part of parts) {
    for (const piece of form.pieces(part)) {
      texts.push(isFirst ? piece : between + piece);
      isFirst = false;
    }
    if (texts.length > PIECES_A_BLOB) {
      blobs.push(new Blob(texts));
      texts = [];
    }
    if (slice.used) await slice.end();
  }
  return new Blob([...blobs, ...texts, after]);
}
