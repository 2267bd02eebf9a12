import { toCsv } from '../charts/csv';
import { saveCsv, savePng, saveSvg } from '../charts/export-chart';
import type { Camera, Size } from '../charts/scatter/camera';
import { readPlotTheme } from '../charts/scatter/plot-theme';
import { scatterSvg } from '../charts/scatter/scatter-svg';
import type { MapSelection } from './map-selection.svelte';

const NAME = 'touchstone-map';

export function saveMapSvg(
  { model, styles, labels }: MapSelection,
  view: { camera: Camera; size: Size; radius: number },
): void {
  saveSvg(scatterSvg(model.points, styles, labels, view, readPlotTheme()), NAME);
}

export function saveMapPicture(picture: HTMLCanvasElement): Promise<void> {
  return savePng(picture, NAME);
}

/** One row for each selected prompt, in the order of the list. */
export function saveMapData({ model, indices, clusterOf }: MapSelection): void {
  const header = ['id', 'x', 'y', 'cluster', 'cluster_name', 'probability', 'language', 'prompt'];
  const rows = Array.from(indices, (i) => {
    const prompt = model.prompts[i];
    const label = model.labels[i];
    return [
      prompt.id,
      model.points[2 * i],
      model.points[2 * i + 1],
      label,
      clusterOf.get(label)?.name ?? null,
      model.probabilities[i],
      prompt.language,
      prompt.text,
    ];
  });
  saveCsv(toCsv(header, rows), NAME);
}
