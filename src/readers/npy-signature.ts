const NPY_MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Whether a file is a numpy array, by its first bytes. */
export async function isNpy(blob: Blob): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, NPY_MAGIC.length).arrayBuffer());
  return NPY_MAGIC.every((byte, i) => head[i] === byte);
}
