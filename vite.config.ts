import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { SECURITY_HEADERS } from './scripts/security-headers.ts';
import { modelAndRuntimeAssets } from './scripts/vite-assets.ts';
import { serviceWorker } from './scripts/vite-service-worker.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { 'Content-Security-Policy': _policy, ...isolation } = SECURITY_HEADERS;

export default defineConfig({
  base: './',
  plugins: [svelte(), modelAndRuntimeAssets(), serviceWorker()],
  resolve: {
    alias: { 'embedding-atlas-umap': path('./node_modules/embedding-atlas/dist/umap.js') },
    // Without the first, the bundler emits a second copy of the runtime (27 MB).
    conditions: [
      'onnxruntime-web-use-extern-wasm',
      'svelte',
      'module',
      'browser',
      'development|production',
    ],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The tokenizer's vocabulary is one of 2 MB, loaded when tokens are counted.
    chunkSizeWarningLimit: 2100,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: path('./index.html'), 'service-worker': path('./workers/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  // The development server injects inline scripts, which the policy forbids; the built site has it.
  server: { headers: isolation },
  preview: { headers: SECURITY_HEADERS },
});
