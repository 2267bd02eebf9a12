import { axis, extentOf, type Axis } from './axis';
import type { IntervalRow, Tone } from './interval-row';

/** An interval plot as it is exported, several side by side on the same rows or one alone. */
export interface IntervalPlotPicture {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
  readonly axis?: Axis;
  readonly kind: 'dot' | 'bar';
  readonly reference: number | null;
  format(value: number): string;
}

const ROW = 20;
const HEAD = 40;
const FOOT = 26;
const LABEL_WIDTH = 220;
const PLOT_WIDTH = 420;
const TEXT_WIDTH = 190;
const PAD = 16;
const MAX_LABEL = 34;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const tones: Record<Tone, string> = {
    plain: of('--ink-2'),
    above: of('--c0'),
    below: of('--c1'),
  };
  return {
    tones,
    ground: of('--bg'),
    ink: of('--ink'),
    quiet: of('--ink-3'),
    line: of('--line-strong'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** Plots as one SVG document, in the page's present colours: each with its title, axis and numbers. */
export function intervalPlotSvg(plots: readonly IntervalPlotPicture[]): string {
  const paint = colours();
  const width = LABEL_WIDTH + PLOT_WIDTH + TEXT_WIDTH + 2 * PAD;
  let y = PAD;
  const parts: string[] = [];
  const text = (at: number, from: number, content: string, rest = '') =>
    `<text x="${at}" y="${from}" fill="${paint.ink}" ${rest}>${escaped(content)}</text>`;
  for (const plot of plots) {
    const { rows, kind, reference, format } = plot;
    const drawn =
      plot.axis ??
      axis(
        extentOf(
          rows.flatMap(({ value, lower, upper }) => [value, lower, upper]),
          [...(kind === 'bar' ? [0] : []), ...(reference === null ? [] : [reference])],
        ),
        4,
        true,
      );
    const left = PAD + LABEL_WIDTH;
    const x = (value: number) => left + drawn.share(value) * PLOT_WIDTH;
    parts.push(text(PAD, y + 14, plot.title, 'font-weight="600"'));
    const top = y + HEAD;
    const bottom = top + rows.length * ROW;
    for (const tick of drawn.ticks) {
      parts.push(
        `<line x1="${x(tick)}" x2="${x(tick)}" y1="${top}" y2="${bottom}" stroke="${paint.line}" stroke-opacity="0.4"/>`,
        `<text x="${x(tick)}" y="${bottom + 14}" fill="${paint.quiet}" font-size="10" text-anchor="middle">${escaped(format(tick))}</text>`,
      );
    }
    if (reference !== null) {
      parts.push(
        `<line x1="${x(reference)}" x2="${x(reference)}" y1="${top}" y2="${bottom}" stroke="${paint.quiet}"/>`,
      );
    }
    rows.forEach(({ label, value, lower, upper, n, tone = 'plain' }, i) => {
      const middle = top + (i + 0.5) * ROW;
      const mark = paint.tones[tone];
      const short = label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
      parts.push(text(PAD, middle + 4, short));
      if (kind === 'bar' && value !== null) {
        const [from, to] = [x(0), x(value)].sort((a, b) => a - b);
        parts.push(
          `<rect x="${from}" width="${to - from}" y="${middle - 4}" height="8" fill="${mark}" fill-opacity="0.35"/>`,
        );
      }
      if (lower !== null && upper !== null) {
        parts.push(
          `<line x1="${x(lower)}" x2="${x(upper)}" y1="${middle}" y2="${middle}" stroke="${mark}" stroke-width="2"/>`,
          ...[lower, upper].map(
            (end) =>
              `<line x1="${x(end)}" x2="${x(end)}" y1="${middle - 3.5}" y2="${middle + 3.5}" stroke="${mark}"/>`,
          ),
        );
      }
      if (kind === 'dot' && value !== null) {
        parts.push(`<circle cx="${x(value)}" cy="${middle}" r="2.5" fill="${mark}"/>`);
      }
      const interval =
        lower === null || upper === null ? '' : ` (${format(lower)} to ${format(upper)})`;
      const count = n === null ? '' : `, n ${n.toLocaleString()}`;
      const told = value === null ? '–' : `${format(value)}${interval}${count}`;
      parts.push(text(left + PLOT_WIDTH + 12, middle + 4, told, 'font-size="10"'));
    });
    y = bottom + FOOT + PAD;
  }
  const font = escaped(paint.font);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="${font}" font-size="12"><rect width="${width}" height="${y}" fill="${paint.ground}"/>${parts.join('')}</svg>`;
}
