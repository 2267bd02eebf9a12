import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './security-headers.ts';

const SERVICE_WORKER_FILE = 'service-worker.js';
/** Only the WebGPU path asks for these 27 MB; the service worker keeps them after their first use. */
const CACHED_ON_USE = /asyncify/;

function publicFiles(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? publicFiles(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}

/** Gives the built service worker the list of files to keep, a hash of their contents, and the headers. */
export function serviceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'touchstone-service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
          injectTo: 'head-prepend',
        },
      ],
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[SERVICE_WORKER_FILE];
        if (worker?.type !== 'chunk') this.error('The service worker was not built.');
        const hash = createHash('sha256');
        const files: string[] = [];
        for (const name of Object.keys(bundle).sort()) {
          if (name === SERVICE_WORKER_FILE || name.endsWith('.map')) continue;
          const output = bundle[name];
          hash.update(name).update(output.type === 'chunk' ? output.code : output.source);
          files.push(name);
        }
        for (const name of publicFiles(publicDir).sort()) {
          hash.update(name).update(readFileSync(join(publicDir, name)));
          files.push(name);
        }
        hash.update(worker.code);
        const build = {
          version: hash.digest('hex').slice(0, 16),
          files: files.filter((name) => !CACHED_ON_USE.test(name)),
          headers: SECURITY_HEADERS,
        };
        worker.code = worker.code.replace('__TOUCHSTONE_BUILD__', () => JSON.stringify(build));
      },
    },
  };
}
