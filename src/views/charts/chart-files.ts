import { toCsv, type CsvCell } from './csv';
import { saveCsv, savePng, saveSvg, standaloneSvg, svgToCanvas } from './export-chart';

/** What `ExportMenu` asks for. */
export interface ChartFiles {
  onsvg(): void;
  onpng(): void;
  oncsv(): void;
}

/**
 * Saves an SVG chart as picture, and its data as CSV.
 * @param svg read when asked, as a chart is bound after it was drawn
 * @param name of the files, without ending
 */
export function chartFiles(
  svg: () => SVGSVGElement | undefined,
  name: string,
  header: readonly string[],
  rows: () => readonly (readonly CsvCell[])[],
): ChartFiles {
  const markup = () => {
    const drawn = svg();
    return drawn && standaloneSvg(drawn);
  };
  return {
    onsvg() {
      const text = markup();
      if (text) saveSvg(text, name);
    },
    onpng() {
      const text = markup();
      if (text) void svgToCanvas(text).then((canvas) => savePng(canvas, name));
    },
    oncsv: () => saveCsv(toCsv(header, rows()), name),
  };
}
