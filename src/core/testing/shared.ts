import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a file under `../shared` beside the project, or null where that folder is absent. */
export function sharedPath(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../../shared/${name}`, import.meta.url));
  return existsSync(path) ? path : null;
}
