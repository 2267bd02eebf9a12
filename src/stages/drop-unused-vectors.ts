import type { VectorRepository } from '../storage/vectors';
import type { WorkspaceRepository } from '../storage/workspaces';
import { textHashes } from './text-hashes';

/**
 * Drops the vectors of texts that no workspace holds any more; those of workspaces whose deletion can
 * still be undone stay. Reads all prompts, block by block.
 * @returns how many vectors went
 */
export async function dropUnusedVectors(
  workspaces: WorkspaceRepository,
  vectors: VectorRepository,
): Promise<number> {
  const used = new Set<string>();
  for (const { id } of await workspaces.list()) {
    for await (const prompts of workspaces.promptBlocks(id)) {
      for (const hash of await textHashes(prompts.map(({ text }) => text))) used.add(hash);
    }
  }
  return vectors.retain(used);
}
