import { TouchstoneError } from '../core/data';
import type { Provider, ProviderKind } from '../core/judging/call';

/** The providers known by name; others are given by their address. */
export const KNOWN_PROVIDERS: readonly Provider[] = [
  { id: 'openai', name: 'OpenAI', kind: 'openai', baseUrl: 'https://api.openai.com/v1' },
  { id: 'anthropic', name: 'Anthropic', kind: 'anthropic', baseUrl: 'https://api.anthropic.com' },
  {
    id: 'gemini',
    name: 'Google Gemini',
    kind: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    kind: 'openai',
    baseUrl: 'https://openrouter.ai/api/v1',
  },
  { id: 'together', name: 'Together', kind: 'openai', baseUrl: 'https://api.together.xyz/v1' },
  { id: 'ollama', name: 'Ollama', kind: 'openai', baseUrl: 'http://localhost:11434/v1' },
  { id: 'lm-studio', name: 'LM Studio', kind: 'openai', baseUrl: 'http://localhost:1234/v1' },
];

/** What people paste beyond the base of the address. */
const ENDPOINTS: Readonly<Record<ProviderKind, RegExp>> = {
  openai: /\/(chat\/completions|completions|models)$/,
  anthropic: /(\/v1)?(\/messages|\/models)?$/,
  gemini: /(\/v1beta|\/v1)?(\/models.*)?$/,
};
/** Where each form stands at a host of its own; at another path there may be others beside it. */
const USUAL_PATHS: Readonly<Record<ProviderKind, readonly string[]>> = {
  openai: ['', '/v1'],
  anthropic: [''],
  gemini: [''],
};
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

const placeOf = (baseUrl: string) => baseUrl.replace(/^https?:\/\//, '');
const hostOf = (baseUrl: string) => new URL(baseUrl).host;

export function isLocal(baseUrl: string): boolean {
  return LOCAL_HOSTS.includes(new URL(baseUrl).hostname);
}

/** Whether a provider lists its models for a valid key alone, or is on this machine, where keys matter little. */
export function listTestsKey({ baseUrl }: Provider): boolean {
  return isLocal(baseUrl) || KNOWN_PROVIDERS.some((known) => known.baseUrl === baseUrl);
}

/**
 * A provider at an address of the user's. Its id, and with it the keys of its calls, is the one
 * given, else the host, with the path where that is not the usual one: a model of the same name
 * elsewhere is another model, also behind another path of a gateway.
 * @throws TouchstoneError `wrong-address`
 */
export function providerAt(kind: ProviderKind, address: string, id?: string): Provider {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    throw new TouchstoneError(
      'wrong-address',
      `"${address}" is no address. Give one such as http://localhost:8000/v1.`,
    );
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.href))) {
    throw new TouchstoneError(
      'wrong-address',
      `${address} would send the key and the prompts unencrypted. Use https, or an address of this machine.`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '').replace(ENDPOINTS[kind], '');
  const ownId = USUAL_PATHS[kind].includes(path) ? url.host : `${url.host}${path}`;
  return { id: id ?? ownId, name: url.host, kind, baseUrl: `${url.origin}${path}` };
}

/** The one of some providers that is at the same address and speaks the same form. */
export function sameAmong(
  providers: readonly Provider[],
  { kind, baseUrl }: Provider,
): Provider | undefined {
  return providers.find((each) => each.baseUrl === baseUrl && each.kind === kind);
}

/**
 * The same with an id that none of the others has: its own, else host and path, else with the form
 * behind it, and a number where all of these are taken.
 * @throws TouchstoneError `wrong-address`
 */
export function providerBeside(
  kind: ProviderKind,
  address: string,
  others: readonly Provider[],
): Provider {
  const provider = providerAt(kind, address);
  const place = placeOf(provider.baseUrl);
  const taken = new Set(others.map(({ id }) => id));
  let id = [provider.id, place, `${place} ${kind}`].find((each) => !taken.has(each));
  for (let n = 2; id === undefined; n++) {
    const numbered = `${place} ${kind} ${n}`;
    if (!taken.has(numbered)) id = numbered;
  }
  return { ...provider, id };
}

/**
 * A provider at another address of its host, for a wrong path or port. Its id stays, and with it the
 * keys of its calls, its key and what the user agreed to send there; so that its host stays too.
 * @throws TouchstoneError `wrong-address`, `other-host`
 */
export function corrected({ id, kind, baseUrl }: Provider, address: string): Provider {
  const provider = providerAt(kind, address, id);
  const { hostname } = new URL(baseUrl);
  if (new URL(provider.baseUrl).hostname === hostname) return provider;
  throw new TouchstoneError(
    'other-host',
    `${address} is at another host than ${hostname}, for which the key was given. Add it as a provider of its own.`,
  );
}

/** Providers with names that tell those at one host apart: by path, and by form where that is shared. */
export function toldApart(providers: readonly Provider[]): Provider[] {
  return providers.map((provider) => {
    const { baseUrl, kind } = provider;
    const beside = providers.filter((other) => hostOf(other.baseUrl) === hostOf(baseUrl));
    if (beside.length === 1) return { ...provider, name: hostOf(baseUrl) };
    const shared = beside.filter((other) => other.baseUrl === baseUrl).length > 1;
    const place = placeOf(baseUrl);
    return { ...provider, name: shared ? `${place} (${kind})` : place };
  });
}
