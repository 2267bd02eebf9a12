/** A name that stands at a place of the plane. */
export interface PlotLabel {
  readonly id: number;
  readonly text: string;
  /** Data coordinates. */
  readonly x: number;
  readonly y: number;
  /** The heavier wins where two would overlap. */
  readonly weight: number;
}
