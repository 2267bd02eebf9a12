export type Theme = 'system' | 'light' | 'dark';
export type DeviceChoice = 'auto' | 'webgpu' | 'wasm';

const KEY = 'touchstone-preferences';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DEVICES: readonly DeviceChoice[] = ['auto', 'webgpu', 'wasm'];

interface Stored {
  readonly theme?: unknown;
  readonly device?: unknown;
}

function read(): Stored {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Stored;
  } catch {
    return {};
  }
}

const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.includes(value as T) ? (value as T) : otherwise;

/** Small choices of this browser. Never a key: those have a store of their own. */
export class Preferences {
  #theme = $state<Theme>('system');
  #device = $state<DeviceChoice>('auto');

  constructor() {
    const stored = read();
    this.#theme = oneOf(THEMES, stored.theme, 'system');
    this.#device = oneOf(DEVICES, stored.device, 'auto');
    this.#apply();
  }

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    this.#apply();
    this.#save();
  }

  get device(): DeviceChoice {
    return this.#device;
  }
  set device(device: DeviceChoice) {
    this.#device = device;
    this.#save();
  }

  #apply(): void {
    if (this.#theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.#theme;
  }

  #save(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme: this.#theme, device: this.#device }));
    } catch {
      // A full or forbidden store: the choice holds for this visit.
    }
  }
}
