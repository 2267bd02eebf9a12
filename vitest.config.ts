import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // For the state classes; components are tested in a browser.
  plugins: [svelte()],
  resolve: {
    alias: {
      'embedding-atlas-umap': new URL(
        './node_modules/embedding-atlas/dist/umap.js',
        import.meta.url,
      ).pathname,
    },
  },
  test: {
    setupFiles: ['scripts/property-seed.ts'],
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    testTimeout: 120_000,
  },
});
