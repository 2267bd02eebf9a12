import type { Component } from 'svelte';
import type { Touchstone } from '../workspace/touchstone.svelte';
import type { Workspace } from '../workspace/workspace.svelte';
import { formatCount } from './format-number';
import LabelsScreen from './labels/LabelsScreen.svelte';
import JudgingScreen from './judging/JudgingScreen.svelte';
import MapPage from './map/MapPage.svelte';
import PromptsScreen from './prompts/PromptsScreen.svelte';
import RankingScreen from './ranking/RankingScreen.svelte';
import SelectionScreen from './selection/SelectionScreen.svelte';
import type { RailEntry } from './shell/rail-entry';

export interface Screen {
  /** In the address: `#/map`. */
  readonly id: string;
  readonly title: string;
  readonly component: Component<{ app: Touchstone }>;
  /** What the rail says of it; `count` 0 shows nothing. */
  status(workspace: Workspace): { readonly state: RailEntry['state']; readonly count: number };
}

/** In the order of the rail. */
export const SCREENS: readonly Screen[] = [
  {
    id: 'prompts',
    title: 'Prompts',
    component: PromptsScreen,
    status: ({ importing, prompts }) => ({
      state: importing ? 'run' : prompts.length > 0 ? 'done' : 'empty',
      count: prompts.length,
    }),
  },
  {
    id: 'map',
    title: 'Map',
    component: MapPage,
    status: ({ pipeline, clusterCount }) => ({ state: pipeline.state, count: clusterCount }),
  },
  {
    id: 'labels',
    title: 'Labels',
    component: LabelsScreen,
    status: ({ labels }) => ({
      state: labels.knnStale ? 'run' : labels.categoryOf ? 'done' : 'empty',
      count: labels.categories.length,
    }),
  },
  {
    id: 'selection',
    title: 'Selection',
    component: SelectionScreen,
    status: ({ selection }) => ({ state: selection.state, count: selection.size }),
  },
  {
    id: 'judging',
    title: 'Judging',
    component: JudgingScreen,
    status: ({ judging }) => ({
      state: judging.run.running ? 'run' : judging.choices.runs.length > 0 ? 'done' : 'empty',
      count: judging.run.progress
        ? judging.run.progress.planned - judging.run.progress.left
        : judging.answers.size,
    }),
  },
  {
    id: 'ranking',
    title: 'Ranking',
    component: RankingScreen,
    status: ({ ranking }) => ({
      state: ranking.running
        ? 'run'
        : ranking.report === null
          ? 'empty'
          : ranking.stale
            ? 'stale'
            : 'done',
      count: ranking.report?.ranking.models.length ?? 0,
    }),
  },
];

export function railEntry({ id, title, status }: Screen, workspace: Workspace | null): RailEntry {
  const { state, count } = workspace ? status(workspace) : { state: 'empty' as const, count: 0 };
  return { id, title, state, count: count > 0 ? formatCount(count) : '' };
}
