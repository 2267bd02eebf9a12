/** A text, such as the name of a model, as names of files take it. */
export function plainName(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, '-');
}
