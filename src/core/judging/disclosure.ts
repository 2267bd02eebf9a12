import { subjectId, type Call } from './call';

/** What the user must know before prompts go to a provider for the first time. */
export interface Disclosure {
  readonly provider: string;
  readonly name: string;
  readonly host: string;
  /** Different calls, and different prompts or clusters, that would go there. */
  readonly calls: number;
  readonly subjects: number;
  /** One of the messages, word for word as it would be sent. */
  readonly example: string;
}

const HOST = /^\w+:\/\/([^/]+)/;

/** One for each provider of a plan's calls that the user has not agreed to yet. */
export function disclosuresOf(calls: readonly Call[], agreed: readonly string[]): Disclosure[] {
  const byProvider = new Map<string, Call[]>();
  for (const call of calls) {
    const known = byProvider.get(call.provider.id);
    if (known) known.push(call);
    else if (!agreed.includes(call.provider.id)) byProvider.set(call.provider.id, [call]);
  }
  return [...byProvider.values()].map((of) => {
    const [{ provider, messages }] = of;
    return {
      provider: provider.id,
      name: provider.name,
      host: HOST.exec(provider.baseUrl)?.[1] ?? provider.baseUrl,
      // Equal answers of two models make one call.
      calls: new Set(of.map(({ key }) => key)).size,
      subjects: new Set(of.map(subjectId)).size,
      example: messages().at(-1)?.content ?? '',
    };
  });
}
