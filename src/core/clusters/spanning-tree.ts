/** count − 1 edges of mutual-reachability distance. */
export interface SpanningTree {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly distances: Float64Array;
}
