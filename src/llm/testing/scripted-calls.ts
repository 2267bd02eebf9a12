import type { Call, Checked, Provider, Reply } from '../../core/judging/call';
import { JUDGE_PARAMETERS } from '../../core/judging/call';
import { callKey } from '../../core/judging/call-key';

export const PROVIDER: Provider = {
  id: 'local',
  name: 'Local',
  kind: 'openai',
  baseUrl: 'http://127.0.0.1:1/v1',
};

interface ScriptedCall {
  readonly provider?: Provider;
  readonly followUp?: string | null;
  readonly check?: (text: string) => Checked;
}

/** Calls that ask for a number; told apart by it. */
export function numberedCalls(
  count: number,
  { provider = PROVIDER, followUp = null, check }: ScriptedCall = {},
): Call[] {
  return Array.from({ length: count }, (_, n) => ({
    key: callKey({
      provider: provider.id,
      model: 'm',
      parameters: JUDGE_PARAMETERS,
      template: 'numbered',
      inputs: [String(n)],
      repeat: 0,
    }),
    task: 'judge',
    provider,
    model: 'm',
    parameters: JUDGE_PARAMETERS,
    subject: { promptId: String(n) },
    delimiter: null,
    messages: () => [{ role: 'user', content: String(n) }],
    check: check ?? (() => ({ ok: true })),
    followUp,
  }));
}

export function replyOf(text: string, tokens = { inputTokens: 100, outputTokens: 10 }): Reply {
  return {
    text,
    reasoning: '',
    finish: 'stop',
    usage: { ...tokens, estimated: false },
    sent: JUDGE_PARAMETERS,
  };
}
