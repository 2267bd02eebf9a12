/** The numbers of a bench page's result; see `EmbeddingRun`. */
export function float32(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}
