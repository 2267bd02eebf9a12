const RELOADED_KEY = 'touchstone-reloaded-for-isolation';

class Offline {
  #kept = $state(false);
  #update = $state.raw<ServiceWorker | null>(null);

  /** The whole site is stored: it opens without a network. */
  get kept(): boolean {
    return this.#kept;
  }

  get updateReady(): boolean {
    return this.#update !== null;
  }

  markKept(): void {
    this.#kept = true;
  }

  offerUpdate(worker: ServiceWorker): void {
    this.#update = worker;
  }

  /** Replaces the old version in every open tab, which then reload. */
  applyUpdate(): void {
    this.#update?.postMessage('activate');
  }
}

export const offline = new Offline();

function watchForUpdates(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller) {
      offline.offerUpdate(worker);
    }
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => offer(worker));
  });
}

/**
 * Registers the service worker of the built site. Where the host sends no isolation headers, one
 * reload under the service worker gives them (threads need them). The reload is done once at most: after
 * shift-reload the page has no controller, and an unguarded reload would loop.
 */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  let hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadController) {
      location.reload();
      return;
    }
    hadController = true;
    offline.markKept();
    if (crossOriginIsolated || sessionStorage.getItem(RELOADED_KEY)) return;
    sessionStorage.setItem(RELOADED_KEY, 'yes');
    location.reload();
  });
  navigator.serviceWorker.register('./service-worker.js').then(
    (registration) => {
      if (registration.active) offline.markKept();
      watchForUpdates(registration);
    },
    () => {
      // Private windows and plain http hosts have none; the page works without it while online.
    },
  );
}
