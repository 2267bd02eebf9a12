/** Lets the page draw and answer before the next slice of work on its thread. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
