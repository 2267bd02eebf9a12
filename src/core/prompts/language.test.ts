import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../testing/shared';
import { detectLanguage } from './language';

describe('detectLanguage', () => {
  it.each([
    ['en', 'What is the capital of France?'],
    ['de', 'Wie viele Einwohner hat die Hauptstadt von Österreich?'],
    ['fr', 'Bonjour, comment ça va aujourd’hui ?'],
    ['es', '¿Cuál es la capital de la Argentina?'],
    ['hu', 'Mennyi időbe telik, amíg megfő a tojás?'],
    ['tr', 'Türkiye’nin en kalabalık şehri hangisidir?'],
    ['ru', 'Сколько людей живёт в Москве?'],
    ['uk', 'Скільки людей живе у Києві?'],
    ['ar', 'ما هي عاصمة مصر؟'],
    ['ja', '東京の人口は何人ですか'],
    ['zh', '北京有多少人口'],
    ['ko', '서울의 인구는?'],
    ['th', 'ประเทศไทยมีกี่จังหวัด'],
    ['el', 'Πόσους κατοίκους έχει η Αθήνα;'],
    ['hi', 'भारत की राजधानी क्या है?'],
    ['he', 'מהי בירת ישראל?'],
    ['ja', 'おはよう'],
    ['en', 'What does this print?\n```python\nfür = "größer als"; drucke(für)\n```'],
    ['und', ''],
    ['und', '12 + 30 = ?'],
    ['und', '🙂'],
    ['und', 'ok'],
    ['und', '\ud800'],
  ])('says %s for %j', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('looks at the beginning of a long text only', () => {
    expect(detectLanguage('What is the sense of this? '.repeat(20_000))).toBe('en');
  });
});

const path = sharedPath('data/prompts/domains.jsonl');

describe.skipIf(!path)('detectLanguage on domains.jsonl (skipped without ../shared)', () => {
  it('agrees with the language of the data set in over 90 % of each and 97 % of all', () => {
    const expected: Record<string, string> = {
      ar: 'ar',
      ru: 'ru',
      th: 'th',
      tr: 'tr',
      ja: 'ja',
      math: 'en',
      law: 'en',
    };
    const rows = readFileSync(path!, 'utf8').trim().split('\n');
    const right = new Map<string, number[]>();
    for (const row of rows) {
      const { domain, prompt } = JSON.parse(row) as { domain: string; prompt: string };
      if (!(domain in expected)) continue;
      const hits = right.get(domain) ?? [];
      right.set(domain, [...hits, Number(detectLanguage(prompt) === expected[domain])]);
    }
    for (const hits of right.values()) {
      expect(hits.reduce((a, b) => a + b) / hits.length).toBeGreaterThan(0.9);
    }
    const all = [...right.values()].flat();
    expect(all.reduce((a, b) => a + b) / all.length).toBeGreaterThan(0.97);
  });
});
