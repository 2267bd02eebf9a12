import { CATEGORY_SLOTS, RAMP_STEPS } from './point-style';
import type { Palette } from './renderer';

/** Channels 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The design's tokens as a canvas needs them. */
export interface PlotTheme {
  readonly palette: Palette;
  readonly ink: string;
  readonly background: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly line: string;
  readonly font: string;
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (i: number) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** Colours of an ordered scale over three stops, each step darker (or lighter) than the last. */
export function ramp(low: Rgb, middle: Rgb, high: Rgb, steps: number): readonly Rgb[] {
  return Array.from({ length: steps }, (_, i) => {
    const t = steps === 1 ? 1 : i / (steps - 1);
    return t < 0.7 ? mix(low, middle, t / 0.7) : mix(middle, high, (t - 0.7) / 0.3);
  });
}

/** Reads the tokens that hold for the document now. */
export function readPlotTheme(): PlotTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (name: string): Rgb => {
    if (!context) return [128, 128, 128];
    context.fillStyle = token(name);
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
  const background = rgb('--bg');
  const noise = rgb('--noise');
  const categories = Array.from({ length: CATEGORY_SLOTS }, (_, i) => rgb(`--c${i}`));
  const steps = ramp(rgb('--line-strong'), rgb('--info'), rgb('--ink'), RAMP_STEPS);
  return {
    palette: {
      slots: [...categories, noise, mix(background, noise, 0.55), ...steps],
      background,
    },
    ink: token('--ink'),
    background: token('--bg'),
    accent: token('--gold'),
    accentSoft: token('--gold-soft'),
    line: token('--line-strong'),
    font: token('--font') || 'sans-serif',
  };
}

/** Calls back whenever the system's or the user's choice of theme changes; returns the end of it. */
export function onThemeChange(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  dark.addEventListener('change', changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', changed);
    observer.disconnect();
  };
}
