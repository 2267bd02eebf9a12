import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../testing/shared';
import { givenLanguage } from './given-language';
import { detectLanguage } from './language';

describe('detectLanguage', () => {
  it.each([
    ['en', 'What is the capital of France?'],
    ['de', 'Wie viele Einwohner hat die Hauptstadt von Österreich?'],
    ['fr', 'Bonjour, comment ça va aujourd’hui ?'],
    ['es', '¿Cuál es la capital de la Argentina?'],
    ['hu', 'Mennyi időbe telik, amíg megfő a tojás?'],
    ['tr', 'Türkiye’nin en kalabalık şehri hangisidir?'],
    ['sl', 'Kako naj odstranim madež od kave, če je že suh?'],
    ['sl', 'Zakaj je v Sloveniji toliko krajev z imenom, ki se konča na »-ica«?'],
    ['cs', 'Jak dlouho se vaří vejce a proč je důležité dát je potom do studené vody?'],
    ['sk', 'Ako dlho sa varia vajcia a prečo je dôležité dať ich potom do studenej vody?'],
    ['pl', 'Jak długo gotuje się jajka i dlaczego trzeba je potem włożyć do zimnej wody?'],
    [
      'cs',
      'Napiš mi prosím dopis domácímu, že od ledna nebudu platit za opravu, která se ho týká.',
    ],
    ['sk', 'Napíš mi prosím list, že od januára nebudem platiť za opravu, ktorá sa ho týka.'],
    [
      'pl',
      'Napisz mi list do właściciela, że od stycznia nie będę płacić za naprawę, bo to jego sprawa.',
    ],
    ['sr', 'Kako da prijavim porez na dohodak ako mogu da radim kao frilenser?'],
    ['sr', 'Šta treba da uradim ako mi je istekla lična karta?'],
    ['sr', 'Napiši mi kratku priču o dečaku koji se izgubio u šumi.'],
    ['hr', 'Što trebam učiniti ako mi je istekla osobna iskaznica?'],
    ['hr', 'Napiši mi kratku priču o dječaku koji se izgubio u šumi.'],
    ['sr/hr', 'Objasni mi kako i zašto je ova razlika između zakona i uredbe važna.'],
    ['pt', 'A minha avó mora na casa do lado da praia, e o gato se deita na sala.'],
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

it('tells the languages of the sample', () => {
  const url = new URL('../../../public/sample/prompts.jsonl', import.meta.url);
  const hits = new Map<string, number[]>();
  for (const line of readFileSync(url, 'utf8').trim().split('\n')) {
    const { prompt, language } = JSON.parse(line) as { prompt?: string; language: string };
    if (prompt === undefined) continue;
    hits.set(language, [
      ...(hits.get(language) ?? []),
      Number(detectLanguage(prompt) === language),
    ]);
  }
  for (const language of ['en', 'sl', 'hu', 'tr', 'ru', 'ja', 'th', 'ar']) {
    const all = hits.get(language)!;
    expect(all.reduce((a, b) => a + b) / all.length, language).toBeGreaterThan(0.85);
  }
});

describe('givenLanguage', () => {
  it.each([
    ['sl', 'sl'],
    ['pt-BR', 'pt'],
    ['ZH', 'zh'],
    ['English', 'en'],
    ['slovenian', 'sl'],
    ['unknown', null],
    ['xx', null],
    ['Python', null],
    ['', null],
    [7, null],
    [null, null],
  ])('reads %j as %j', (value, code) => {
    expect(givenLanguage(value)).toBe(code);
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
