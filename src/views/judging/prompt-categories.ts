import type { Workspace } from '../../workspace/workspace.svelte';

/** Category of each prompt by its id, as its label says, else a column `category` of the import. */
export function promptCategories({ prompts, labels }: Workspace): Record<string, string> {
  const { categoryOf } = labels;
  return Object.fromEntries(
    prompts.flatMap(({ id, fields }, row) => {
      const category = categoryOf?.[row] ?? fields.category;
      return typeof category === 'string' ? [[id, category]] : [];
    }),
  );
}
