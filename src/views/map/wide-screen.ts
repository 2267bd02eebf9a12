import { MediaQuery } from 'svelte/reactivity';

/** Whether map and panel stand side by side. As in the style sheets, which can't share a number. */
export const wideScreen = new MediaQuery('min-width: 761px');
