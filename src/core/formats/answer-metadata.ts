import type { AnswerStyle } from '../data';
import { isUntypedRecord, numberValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** A count (Parquet has big integers), or the sum of those of an object such as `{h1: 2, h2: 0}`. */
export function countSum(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (!isUntypedRecord(value)) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + countSum(each), 0);
}

/**
 * Arena-Hard's counts of an answer: `token_len`, `header_count{h1…h6}`, `list_count{ordered,
 * unordered}`, `bold_count{"**", "__"}`. Null where it has no number of tokens.
 */
export function readAnswerMetadata(metadata: unknown): AnswerStyle | null {
  if (!isUntypedRecord(metadata)) return null;
  const length = numberValue(metadata, 'token_len');
  if (length === null || !(length >= 0)) return null;
  return {
    length,
    headers: countSum(metadata.header_count),
    lists: countSum(metadata.list_count),
    bold: countSum(metadata.bold_count),
  };
}

/** The counts in that form; all headers count as h1, all lists as unordered, all bold as `**`. */
export function writeAnswerMetadata({ length, headers, lists, bold }: AnswerStyle): UntypedRecord {
  return {
    token_len: length,
    header_count: { h1: headers, h2: 0, h3: 0, h4: 0, h5: 0, h6: 0 },
    list_count: { ordered: 0, unordered: lists },
    bold_count: { '**': bold, __: 0 },
  };
}
