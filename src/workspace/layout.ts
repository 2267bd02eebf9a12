import type { Neighbours, Vectors } from '../core/data';
import { placePoints } from '../core/vectors/place-points';

export const PICTURE = { dim: 2, minDist: 0.1 } as const;
export const CLUSTERING = { dim: 5, minDist: 0 } as const;

export interface Layout {
  /** Row-major n×2, for the picture. */
  readonly picture: Float32Array;
  /** n×5, for clustering. */
  readonly points: Vectors;
  /** How many prompts the layout was made for; later ones are placed between their neighbours. */
  readonly madeFor: number;
  /** Hash over those prompts' texts. */
  readonly texts: string;
  /** Key of the vectors that it was made from. */
  readonly vectors: string;
}

/** The layout with later prompts placed between their neighbours; see `placePoints`. */
export function extendLayout(layout: Layout, neighbours: Neighbours): Layout {
  const { dim } = layout.points;
  const { count } = neighbours;
  return {
    ...layout,
    picture: placePoints(layout.picture, PICTURE.dim, neighbours),
    points: { data: placePoints(layout.points.data, dim, neighbours), count, dim },
  };
}

/** The points that the layout was made for. */
export function originalPoints({ points: { data, dim }, madeFor }: Layout): Vectors {
  return { data: data.subarray(0, madeFor * dim), count: madeFor, dim };
}

/** The neighbours of the first rows; where they name later rows, these stay named. */
export function firstRows({ indices, distances, k }: Neighbours, count: number): Neighbours {
  return {
    indices: indices.subarray(0, count * k),
    distances: distances.subarray(0, count * k),
    count,
    k,
  };
}
