/** Runs work in the next frame. @returns what takes it back */
export function inFrame(work: () => void): () => void {
  const request = requestAnimationFrame(work);
  return () => cancelAnimationFrame(request);
}

/** Runs work in a task of its own, outside frames, which have layout and painting to do. @returns as `inFrame` */
export function inOwnTask(work: () => void): () => void {
  const timer = setTimeout(work);
  return () => clearTimeout(timer);
}
