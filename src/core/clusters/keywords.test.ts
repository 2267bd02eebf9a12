import { describe, expect, test } from 'vitest';
import { clusterNames, distinctNames } from './cluster-names';
import { clusterKeywords } from './keywords';
import { nameWords } from './name-words';
import { tokenise } from './tokens';

const english = (...texts: string[]) => texts.map((text) => ({ text, language: 'en' }));
const termsOf = (text: string, language = 'en'): string[] => {
  const { terms, tokens } = tokenise([{ text, language }]);
  return [...tokens].map((token) => terms[token]);
};

describe('tokens', () => {
  test('lower case, without stop words, numbers and single letters, each once', () => {
    expect(termsOf('Please write a Recipe: 250 g flour, recipe B!')).toEqual(['recipe', 'flour']);
  });
  test('contractions vanish, possessives and elisions lose their ending', () => {
    expect(termsOf("don't we’ll the baker's bread")).toEqual(['baker', 'bread']);
    expect(termsOf("l'amour d’une reine", 'fr')).toEqual(['amour', 'reine']);
  });
  test('languages without spaces are segmented, others keep their accents', () => {
    expect(termsOf('東京の天気を教えてください', 'ja')).toEqual(['東京', '天気', '教え']);
    expect(termsOf('สวัสดีชาวโลก', 'th').length).toBeGreaterThan(1);
    expect(termsOf('Készíts gulyáslevest', 'hu')).toEqual(['készíts', 'gulyáslevest']);
    expect(termsOf('погода в Москве', 'ru')).toEqual(['погода', 'москве']);
    expect(termsOf('cafe\u0301 café')).toEqual(['café']);
  });
  test('fenced code, lines of code and addresses are left out', () => {
    expect(
      termsOf(
        'Sort apples\n```js\nconst pears = quick();\n```\nfor(let i=0;i<n;i++){swap(a[i]);}\norchard https://x.org/plums now',
      ),
    ).toEqual(['sort', 'apples', 'orchard']);
    expect(termsOf('write to plums.pears+figs@orchard.org, gardener')).toEqual(['gardener']);
    expect(termsOf('Explain grapes ```unclosed fence pears')).toEqual(['grapes']);
  });
  test('a prompt of nothing but code keeps it', () => {
    expect(termsOf('```\nselect berries\n```')).toEqual(['select', 'berries']);
  });
  test('identifiers weigh less, unless seen as words too', () => {
    const { terms, weights } = tokenise(english('my_var camelCase x2y python', 'Camelcase story'));
    const weight = (term: string) => weights[terms.indexOf(term)];
    expect(weight('my_var')).toBeCloseTo(0.2, 6);
    expect(weight('x2y')).toBeCloseTo(0.2, 6);
    expect(weight('camelcase')).toBe(1);
    expect(weight('python')).toBe(1);
  });
  test('long runs of one sign are read in one pass, where a careless pattern takes a second each', () => {
    const runs = ['a', '1', '_', '.'].flatMap((sign) => Array<string>(8).fill(sign.repeat(20_000)));
    expect(tokenise(english(...runs)).terms).toEqual(['a'.repeat(20_000)]);
  });
  test('empty prompts are empty', () => {
    expect([...tokenise(english('', '  \n')).starts]).toEqual([0, 0, 0]);
  });
});

describe('class-based TF-IDF', () => {
  const corpus = tokenise(english('apple bread', 'apple cheese', 'motor bread', 'motor wheel'));

  test('by hand', () => {
    // A = 8 words / 2 classes; apple is 2 of 4 words here and 2 of all, bread 1 of 4 and 2 of all.
    const [first] = clusterKeywords(corpus, Int32Array.of(0, 0, 1, 1), 2, 10);
    expect(first.map(({ term }) => term)).toEqual(['apple', 'cheese', 'bread']);
    expect(first[0].score).toBeCloseTo(0.5 * Math.log(1 + 4 / 2), 12);
    expect(first[1].score).toBeCloseTo(0.25 * Math.log(1 + 4 / 1), 12);
    expect(first[2].score).toBeCloseTo(0.25 * Math.log(1 + 4 / 2), 12);
  });
  test('noise is a class of its own in the mean, and a cluster may be without words', () => {
    const labels = Int32Array.of(0, 0, -1, -1);
    const [first, second] = clusterKeywords(corpus, labels, 2, 1);
    expect(first).toHaveLength(1);
    expect(first[0].score).toBeCloseTo(0.5 * Math.log(1 + 8 / 3 / 2), 12);
    expect(second).toEqual([]);
  });
  test('labels of other prompts are refused', () => {
    expect(() => clusterKeywords(corpus, Int32Array.of(0), 1, 3)).toThrow('4 prompts');
  });
});

describe('words of a name', () => {
  const wordsOf = (...texts: string[]) => {
    const corpus = tokenise(english(...texts));
    const labels = new Int32Array(texts.length);
    const [keywords] = clusterKeywords(corpus, labels, 1, 10);
    return nameWords(corpus, keywords, [...texts.keys()]);
  };

  test('keywords side by side are a phrase, in the order of the texts', () => {
    const words = wordsOf('neural network loss', 'a neural network', 'the network neural');
    expect(words[0]).toBe('neural network');
    expect(words).not.toContain('network');
  });
  test('side by side once, or seldom, is none', () => {
    expect(wordsOf('red apple', 'apple pie', 'pie red')).toEqual(
      expect.arrayContaining(['red', 'apple', 'pie']),
    );
    const seldom = ['ox plough', 'ox plough', 'ox', 'ox', 'ox', 'plough', 'plough', 'plough'];
    expect(wordsOf(...seldom)).toEqual(['ox', 'plough']);
  });
  test('a word of one prompt comes after those of several', () => {
    expect(wordsOf('cat', 'cat dog').at(-1)).toBe('dog');
    const corpus = tokenise(english('zebra owl', 'owl'));
    const keywords = [
      { term: 'zebra', score: 2 },
      { term: 'owl', score: 1 },
    ];
    expect(nameWords(corpus, keywords, [0, 1])).toEqual(['owl', 'zebra']);
  });
});

describe('names', () => {
  test('three words, forms of a word once', () => {
    expect(clusterNames([['recipe', 'recipes', 'dance', 'dishes', 'oven']])).toEqual([
      'recipe · dance · dishes',
    ]);
  });
  test('are distinct, by the next word or by number', () => {
    const same = ['cat', 'dog', 'cow', 'pig'];
    expect(clusterNames([same, same, same, [], []])).toEqual([
      'cat · dog · cow',
      'cat · dog · pig',
      'cat · dog · cow (2)',
      'Cluster 4',
      'Cluster 5',
    ]);
    // A number that another has as its name is passed over.
    expect(distinctNames(['law', 'law', 'law (2)', 'tax', 'law'])).toEqual([
      'law',
      'law (3)',
      'law (2)',
      'tax',
      'law (4)',
    ]);
  });
});
