import type { Reply } from '../core/judging/call';
import { estimatedUsage } from '../core/judging/price';
import { splitReasoning } from '../core/judging/reasoning';
import { CallError } from './call-error';
import { quotedBody } from './classify-error';
import type { ReadReply } from './forms/form';
import type { SendRequest } from './send';

/**
 * A reply that says something.
 * @throws CallError where it amounts to one: declined, or empty
 */
export function acceptedReply(request: SendRequest, read: ReadReply, sent: Reply['sent']): Reply {
  const { provider, model, messages, parameters } = request;
  const split = splitReasoning(read.text);
  const reasoning = [read.reasoning, split.reasoning].filter(Boolean).join('\n\n');
  const usage = read.usage ?? estimatedUsage(messages, read.text + read.reasoning);
  if (read.declined) {
    throw new CallError(
      'content-filter',
      `${provider.name}, ${model} declined (${quotedBody(read.declined)}). Leave the prompt out, or ask another model.`,
      { action: 'fail', kind: 'refusal', raw: read.text || read.declined, usage },
    );
  }
  if (split.text.trim() === '') {
    const cut = read.finish === 'length';
    throw new CallError(
      'empty-reply',
      cut
        ? `${provider.name}, ${model} spent all of its ${parameters.maxTokens} tokens without an answer. Raise the limit of tokens.`
        : `${provider.name}, ${model} answered with nothing. Ask it again, or ask another model.`,
      { action: cut ? 'fail' : 'retry', raw: reasoning, usage },
    );
  }
  return { text: split.text, reasoning, finish: read.finish, usage, sent };
}
