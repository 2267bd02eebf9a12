// Reads single files out of a zip archive with Node built-ins, as setup runs before any package is there.
import { inflateRawSync } from 'node:zlib';

const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;

function findEndRecord(archive) {
  const first = Math.max(0, archive.length - END_RECORD_BYTES - MAX_COMMENT_BYTES);
  for (let at = archive.length - END_RECORD_BYTES; at >= first; at--) {
    if (archive.readUInt32LE(at) === END_RECORD) return at;
  }
  throw new Error('not a zip archive');
}

function contents(archive, entry) {
  // The local header repeats name and extra field, with lengths of its own.
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  const method = archive.readUInt16LE(entry + 10);
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`zip method ${method} is not supported`);
}

/**
 * One file's bytes; archives above 4 GB (zip64) are not read.
 * @param {Buffer} archive
 * @param {string} name its whole path in the archive
 * @returns {Buffer}
 */
export function readZipEntry(archive, name) {
  const end = findEndRecord(archive);
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(entry) !== DIRECTORY_ENTRY) throw new Error('damaged zip archive');
    const nameLength = archive.readUInt16LE(entry + 28);
    if (archive.toString('utf8', entry + 46, entry + 46 + nameLength) === name) {
      return contents(archive, entry);
    }
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  throw new Error(`the archive has no ${name}`);
}
