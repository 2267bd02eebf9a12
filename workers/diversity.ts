import type { Vectors } from '../src/core/data';
import { diversity, type DiversityInput } from '../src/core/quality/diversity';
import { vendiScore } from '../src/core/quality/vendi';
import { serve } from '../src/engine/serve';

const api = {
  diversity: (input: DiversityInput) => diversity(input),
  vendi: (vectors: Vectors) => vendiScore(vectors),
};

export type DiversityApi = typeof api;
serve(api);
