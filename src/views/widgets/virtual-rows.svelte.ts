import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from '@tanstack/virtual-core';
import { untrack } from 'svelte';

/** What is scrolled: `count` rows of equal height inside `scroller`, below `above` pixels. */
export interface RowWindow {
  readonly count: number;
  readonly rowHeight: number;
  readonly scroller: HTMLElement | undefined;
  readonly above?: number;
}

export interface VisibleRow {
  readonly index: number;
  /** Pixels from the top of the first row. */
  readonly top: number;
}

/** The rows of a long list that are in view, in runes. Made while a component initialises. */
export class VirtualRows {
  #version = $state(0);
  readonly #read: () => RowWindow;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #visible = $derived.by((): readonly VisibleRow[] => {
    void this.#version;
    const { count, above = 0 } = this.#read();
    return this.#virtualizer
      .getVirtualItems()
      .filter(({ index }) => index < count)
      .map(({ index, start }) => ({ index, top: start - above }));
  });

  constructor(read: () => RowWindow) {
    this.#read = read;
    const options = () => {
      const { count, rowHeight, scroller, above } = read();
      return {
        count,
        getScrollElement: () => scroller ?? null,
        estimateSize: () => rowHeight,
        scrollMargin: above ?? 0,
        overscan: 8,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        onChange: () => {
          this.#version++;
        },
      };
    };
    this.#virtualizer = new Virtualizer(untrack(options));
    $effect(() => this.#virtualizer._didMount());
    $effect(() => {
      this.#virtualizer.setOptions(options());
      this.#virtualizer._willUpdate();
      untrack(() => this.#version++);
    });
  }

  get visible(): readonly VisibleRow[] {
    return this.#visible;
  }

  /** Height of all rows in pixels. */
  get height(): number {
    const { count, rowHeight } = this.#read();
    return count * rowHeight;
  }

  show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' });
  }
}
