import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RUNTIME = join(ROOT, 'node_modules', 'onnxruntime-web', 'dist');
const MODELS = join(ROOT, '.cache', 'models');
/** The plain build for WASM; the asyncify build for WebGPU and for transformers.js. */
const RUNTIME_FILES = ['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify'].flatMap(
  (name) => [`${name}.mjs`, `${name}.wasm`],
);
const DEFAULT_MODEL = 'all-MiniLM-L6-v2';
const CONTENT_TYPES: Record<string, string> = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.onnx': 'application/octet-stream',
};

/** Path in the site → file on disk. */
function assets(): Map<string, string> {
  const files = new Map(RUNTIME_FILES.map((name) => [`ort/${name}`, join(RUNTIME, name)]));
  const model = join(MODELS, DEFAULT_MODEL);
  if (existsSync(join(model, 'model.onnx'))) {
    for (const name of readdirSync(model)) {
      files.set(`models/${DEFAULT_MODEL}/${name}`, join(model, name));
    }
  }
  return files;
}

function send(file: string, response: ServerResponse): void {
  response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', statSync(file).size);
  // Vite's own headers are set after this handler; a module worker's imports need the policy's too.
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  createReadStream(file).pipe(response);
}

/** Serves in development, and emits into a build, onnxruntime's files at `ort/` and the model's at `models/`. */
export function modelAndRuntimeAssets(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const file = assets().get(path);
    if (file) send(file, response);
    else next();
  };
  return {
    name: 'touchstone-model-and-runtime',
    configureServer: (server) => void server.middlewares.use(serve),
    generateBundle() {
      const files = assets();
      if (!files.has(`models/${DEFAULT_MODEL}/model.onnx`)) {
        this.warn('No embedding model in .cache: the site is built without it.');
      }
      for (const [fileName, file] of files) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
      }
    },
  };
}
