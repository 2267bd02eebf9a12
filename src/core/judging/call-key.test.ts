import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from './call';
import { callKey, InputHashes, type CallIdentity } from './call-key';
import { hmacSha256, sha256 } from './sha256';

const IDENTITY: CallIdentity = {
  provider: 'openai',
  model: 'm',
  parameters: JUDGE_PARAMETERS,
  template: 't',
  inputs: ['a', 'b'],
  repeat: 0,
};

describe('sha256 and its HMAC', () => {
  it('are what OpenSSL computes, at every length about the block size and for any text', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'x'.repeat(length);
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      expect(hmacSha256(text, 'm')).toBe(createHmac('sha256', text).update('m').digest('hex'));
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string(), (text, secret) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
        const hmac = createHmac('sha256', secret).update(text).digest('hex');
        expect(hmacSha256(secret, text)).toBe(hmac);
      }),
    );
  });

  it('hashes a megabyte', () => {
    const text = 'aé漢😀'.repeat(100_000);
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('callKey', () => {
  it('is stable over versions: a changed key would pay every stored call again', () => {
    expect(callKey(IDENTITY)).toBe('bb8018ee782f9ba5cea78d05e1f6d4a2');
  });

  it('changes with every part of the identity', () => {
    const { parameters } = IDENTITY;
    const others: CallIdentity[] = [
      { ...IDENTITY, provider: 'other' },
      { ...IDENTITY, model: 'n' },
      { ...IDENTITY, parameters: { ...parameters, temperature: 1 } },
      { ...IDENTITY, parameters: { ...parameters, temperature: null } },
      { ...IDENTITY, parameters: { ...parameters, maxTokens: 1 } },
      { ...IDENTITY, parameters: { ...parameters, seed: null } },
      { ...IDENTITY, template: 'u' },
      { ...IDENTITY, inputs: ['b', 'a'] },
      { ...IDENTITY, inputs: ['ab'] },
      { ...IDENTITY, repeat: 1 },
    ];
    const keys = new Set([IDENTITY, ...others].map(callKey));
    expect(keys.size).toBe(others.length + 1);
  });

  it('takes texts by their hash', () => {
    const hashes = new InputHashes();
    expect(hashes.of('text')).toBe(sha256('text'));
    expect(hashes.of('text')).toBe(hashes.of('text'));
  });
});
