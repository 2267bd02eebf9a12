import { TouchstoneError } from '../data';

/** Where prompts are to be fetched from. */
export type FileAddress =
  | { readonly kind: 'file'; readonly url: string; readonly host: string; readonly name: string }
  /** A data set of the model hub, owner/name. */
  | { readonly kind: 'dataset'; readonly id: string; readonly host: string };

const HUB = 'huggingface.co';
const DATASET_ID = /^[\w.-]+\/[\w.-]+$/;
const DATASET_PAGE = /^\/datasets\/([\w.-]+\/[\w.-]+)(\/(viewer|tree)(\/.*)?)?\/?$/;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1)$/;

/** The file itself, where the address is that of the page that shows it. */
function rawAddress({ host, pathname, href }: URL): string {
  const parts = pathname.split('/').filter(Boolean);
  if (host === HUB && parts[0] === 'datasets' && parts[3] === 'blob') {
    return `https://${HUB}/${[...parts.slice(0, 3), 'resolve', ...parts.slice(4)].join('/')}`;
  }
  if (host === 'github.com' && parts[2] === 'blob') {
    return `https://raw.githubusercontent.com/${[...parts.slice(0, 2), ...parts.slice(3)].join('/')}`;
  }
  return href;
}

/**
 * Reads what a user gives: the address of a file (a page of GitHub or the model hub that shows one
 * stands for it), or a data set of the hub as owner/name or by the address of its page.
 * @throws {TouchstoneError} `bad-address`
 */
export function readAddress(given: string): FileAddress {
  const text = given.trim();
  if (DATASET_ID.test(text)) return { kind: 'dataset', id: text, host: HUB };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TouchstoneError(
      'bad-address',
      `“${text}” is neither an address that begins with https:// nor a data set of the model hub (owner/name).`,
    );
  }
  const local = LOCAL_HOST.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new TouchstoneError(
      'bad-address',
      `Files come over https:// only (or http://localhost). Download ${text} and drop the file here.`,
    );
  }
  const dataset = DATASET_PAGE.exec(url.pathname);
  if (url.host === HUB && dataset) return { kind: 'dataset', id: dataset[1], host: HUB };
  const raw = new URL(rawAddress(url));
  const last = raw.pathname.split('/').pop() ?? '';
  return { kind: 'file', url: raw.href, host: raw.host, name: decoded(last) || raw.host };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
