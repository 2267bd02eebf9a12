/** Something a person should know about a result that is still usable; an error would have stopped it. */
export interface Notice {
  /** Stable, for tests and for the place on screen. */
  readonly code: string;
  /** What happened, to what, and what to do. */
  readonly message: string;
  /** The category, cluster or prompt it concerns. */
  readonly subject?: string;
}
