import { describe, expect, it } from 'vitest';
import type { Prompt } from '../data';
import { AnswerBook, answeredTurns, promptAsText } from './answer';
import { JUDGE_PARAMETERS, type Call } from './call';
import { CostEstimator } from './cost-estimate';
import { callDelimiter, enclosed } from './delimiter';
import { blindGames, humanAgreement, humanDisagreements } from './human-verdicts';
import { fillTemplate, inputsOf, templateVersion } from './judge-template';
import { checkTemplate, templateProblems } from './template-check';
import { JUDGE_TEMPLATES, judgeTemplate } from './judge-templates';
import { masker } from './masking';
import { mostTokens } from './price';
import { LISTED_PRICES, priceOfModel, withOwnPrice } from './price-table';
import { splitReasoning } from './reasoning';
import { scoreBattles, singleGames } from './score-battles';

/** What is quadratic in the 200,000 characters takes more, what is linear a small part of it. */
const FAR_TOO_LONG_MS = 20_000;

describe('templates', () => {
  const inputs = {
    prompt: 'P {answerA}',
    answerA: 'one $& {code}',
    answerB: 'two',
    reference: '',
    conversation: 'C',
  };

  it('fill every text between markers of the call, in one pass', () => {
    const template = {
      ...judgeTemplate('three-labels'),
      system: 'Code {code}.',
      user: '{prompt}|{answerA}|{answerB}|{reference}',
    };
    const [system, user] = fillTemplate(template, inputs, 'f00');
    expect(system).toEqual({ role: 'system', content: 'Code f00.' });
    expect(user.content).toBe(
      [
        enclosed('prompt', 'f00', 'P {answerA}'),
        enclosed('answer A', 'f00', 'one $& {code}'),
        enclosed('answer B', 'f00', 'two'),
        enclosed('reference answer', 'f00', '(none given)'),
      ].join('|'),
    );
    expect(fillTemplate({ ...template, system: ' ' }, inputs, 'f')).toHaveLength(1);
  });

  it('have versions that change with every word, ask for what they show, and name their source', () => {
    const versions = new Set(JUDGE_TEMPLATES.map(templateVersion));
    expect(versions.size).toBe(JUDGE_TEMPLATES.length);
    const [first] = JUDGE_TEMPLATES;
    expect(templateVersion({ ...first, user: `${first.user} ` })).not.toBe(templateVersion(first));
    expect(templateVersion({ ...first, name: 'Mine' })).toBe(templateVersion(first));
    expect(inputsOf(judgeTemplate('three-labels-reference'))).toEqual([
      'prompt',
      'answerA',
      'answerB',
      'reference',
    ]);
    for (const template of JUDGE_TEMPLATES) {
      checkTemplate(template);
      expect(template.source).toMatch(/own words$/);
      expect(template.system).toContain('{code}');
    }
  });

  it('are refused when the judge would not see what it judges', () => {
    const broken = { ...judgeTemplate('five-labels'), user: '{prompt} {answerA}' };
    expect(() => checkTemplate(broken)).toThrow(/lacks \{answerB\}/);
    expect(() => checkTemplate({ ...broken, user: '' })).toThrow(
      /\{prompt\} or \{conversation\} and \{answerA\}/,
    );
    checkTemplate({ ...judgeTemplate('score'), user: '{conversation} {answerA}' });
  });

  it.each([
    ['five-labels', { user: ' ' }, /user text is empty/],
    ['score', { user: '{prompt} {answerA} {answerB}' }, /a score is of one answer/],
    ['five-labels', { protocol: 'three' }, /no verdict that can be read: \[\[A\]\]/],
    ['three-labels', { protocol: 'five' }, /no verdict that can be read: \[\[A>>B\]\]/],
    ['score', { system: 'Judge.' }, /such as \[\[5\]\]/],
    [
      'five-labels',
      { user: '{prompt} {answerA} {answerB} {{prompt}} {Reference} { prompt }:{answer_a}' },
      /^\{\{prompt\}\}, \{Reference\}, \{ prompt \}, \{answer_a\} would be sent as it stands/,
    ],
  ] as const)('are refused with the problem named: %s with %o', (id, change, problem) => {
    const problems = templateProblems({ ...judgeTemplate(id), ...change });
    expect(problems.some((each) => problem.test(each))).toBe(true);
  });

  it.each([
    ['five-labels', { user: '{"prompt": "{prompt}", "a": {answerA}, "b": {answerB}}' }],
    ['five-labels', { user: 'Mind \\frac{a}{b}, \\text{if}, x^{n}: {prompt} {answerA} {answerB}' }],
    ['five-labels', { system: 'Close with A > B or B > A.' }],
    ['three-labels', { system: 'Output "A" or "B".' }],
    ['score', { system: 'Strictly follow this format: "[[rating]]".' }],
  ] as const)('are taken with other braces and words: %s with %o', (id, change) => {
    expect(templateProblems({ ...judgeTemplate(id), ...change })).toEqual([]);
  });

  it('draw their markers from the secret and the key', () => {
    expect(callDelimiter('s', 'k')).toMatch(/^[0-9a-f]{16}$/);
    expect(callDelimiter('s', 'k')).toBe(callDelimiter('s', 'k'));
    expect(callDelimiter('s', 'l')).not.toBe(callDelimiter('s', 'k'));
    expect(callDelimiter('t', 'k')).not.toBe(callDelimiter('s', 'k'));
  });
});

describe('splitReasoning', () => {
  it.each<readonly [reply: string, text: string, reasoning: string]>([
    ['Yes.', 'Yes.', ''],
    ['<think>\nHm.\n</think>\n\nYes.', 'Yes.', 'Hm.'],
    ['<thinking>a</thinking><think>b</think>Yes.', 'Yes.', 'a\n\nb'],
    ['Hm, so.\n</think>\n\nYes.', 'Yes.', 'Hm, so.'],
    ['<think>on and on', '', 'on and on'],
    ['<think></think>\nYes.', 'Yes.', ''],
    ['Use <think>x</think> tags.', 'Use <think>x</think> tags.', ''],
    ['<think>a</think>\n<Reasoning>b', '', 'a\n\nb'],
    ['Hm, `so`.</think>`Yes`.', '`Yes`.', 'Hm, `so`.'],
    ['  indented code stays', '  indented code stays', ''],
    ...[
      'The `` `</think>` `` tag closes the block.',
      'The tag "</think>" closes the block.',
      'Write this:\n```\nHm.\n</think>\n```\nThen the answer.',
    ].map((whole) => [whole, whole, ''] as const),
  ])('%j', (reply, text, reasoning) => {
    expect(splitReasoning(reply)).toEqual(reasoning === '' ? { text } : { text, reasoning });
  });

  it.each(['<think>', '</think', '<think></think>', ' ', '```\n', '`'])(
    'takes time in proportion to a reply of many %j',
    { timeout: FAR_TOO_LONG_MS },
    (part) => {
      const many = part.repeat(200_000 / part.length);
      for (const reply of [many, `x${many}</think>Yes.`]) {
        expect(reply).toContain(splitReasoning(reply).text);
      }
    },
  );
});

describe('masker', () => {
  const all = masker({ emails: true, phones: true, names: ['Ada Lovelace', 'Bob'] });
  it.each<readonly [text: string, masked: string]>([
    ['Write to ada.l+x@mail.example.org, please.', 'Write to [e-mail], please.'],
    ['josé@exämple.de', '[e-mail]'],
    [
      'a@b.org_c@d.org or 𝒜@x.io, not a@b or @home',
      '[e-mail][e-mail] or [e-mail], not a@b or @home',
    ],
    ['Call +49 30 1234567 or (030) 123-4567.', 'Call [telephone] or [telephone].'],
    ['Tel. 0151/23456789', 'Tel. [telephone]'],
    ['+1-202-555-0173', '[telephone]'],
    ['Bob asked ada lovelace; Bobby did not.', '[name] asked [name]; Bobby did not.'],
    ['Dear Dr. Grace Hopper,', 'Dear Dr [name],'],
    [
      'On 2024-05-13 it cost 1234567 and 3.14159265.',
      'On 2024-05-13 it cost 1234567 and 3.14159265.',
    ],
    ...[
      ...[
        '+36-1-234-5678',
        '06-1-234-5678',
        '06 1 234 5678',
        '(06-1) 234-5678',
        '+36 (1) 234-5678',
      ],
      ...['+33.1.23.45.67.89', '0033 1 23 45 67 89', '06301234567', '0612345678', '601 234 567'],
      ...['(555) 123-4567', '20-1234-5678', '12 34 56 78'],
    ].map((phone) => [`Call ${phone}, or not.`, 'Call [telephone], or not.'] as const),
    ...[
      ...['from 1 000 000 to 10 000 000', '500 000 000 people', '1.234.567 people'],
      ...['1990-2024', '1990/2024', 'in 1914 1918 1939', 'digits 0123456789', 'id 1234567890'],
      ...['192.168.100.200', '192.168.100.200/24', '5-1-2024', '1 2 3 4 5 6 7 8'],
    ].map((text) => [text, text] as const),
    ['10.0.0.1 and 1,234,567.89 and 12/05/2024', '10.0.0.1 and 1,234,567.89 and 12/05/2024'],
    ['for i in range(1000000): x = a[10 - 3]', 'for i in range(1000000): x = a[10 - 3]'],
  ])('%j', (text, masked) => {
    expect(all(text)).toBe(masked);
  });

  it('tells what it takes out', () => {
    const found: string[] = [];
    const mask = masker({ emails: true, phones: true, names: ['Bob'] }, (text) => found.push(text));
    mask('Bob (bob@x.org), +36 1 234 5678, and Dr. Grace Hopper');
    expect(found).toEqual(['bob@x.org', '+36 1 234 5678', 'Bob', 'Grace Hopper']);
  });

  it.each(['x', '7', 'a@', 'a@a.', 'a.', '12 ', '(0)', '12345678901234567890_ ', 'Mr ', 'Mr Aa  '])(
    'takes time in proportion to a text of many %j',
    { timeout: FAR_TOO_LONG_MS },
    (part) => {
      const many = part.repeat(200_000 / part.length);
      expect(all(`${many}\nada@x.org\n${many}`)).toContain('\n[e-mail]\n');
    },
  );

  it('leaves a text as it is where nothing is asked', () => {
    const text = 'Dr. Grace Hopper, a@b.org, +49 30 1234567';
    expect(masker({ emails: false, phones: false, names: [] })(text)).toBe(text);
  });
});

describe('prices', () => {
  it('are found by name, dated name and path, and not by a mere beginning', () => {
    expect(priceOfModel('gpt-4o')).toMatchObject({ inputUsd: 2.5, outputUsd: 10 });
    expect(priceOfModel('gpt-4o-2024-08-06')?.model).toBe('gpt-4o');
    expect(priceOfModel('openai/gpt-4o-mini')?.model).toBe('gpt-4o-mini');
    expect(priceOfModel('claude-sonnet-4-5-20250929')?.model).toBe('claude-sonnet-4-5');
    expect(priceOfModel('gpt-3.5-turbo-0125')?.model).toBe('gpt-3.5-turbo');
    expect(priceOfModel('gpt-5.6-sol')).toBe(null);
    expect(priceOfModel('gpt-4o-audio-preview')).toBe(null);
    expect(priceOfModel('llama3')).toBe(null);
    const own = [
      { model: 'gpt-4o', inputUsd: 1, outputUsd: 2, contextTokens: null, asOf: '2026-11' },
    ];
    expect(priceOfModel('gpt-4o-2024-08-06', own)?.inputUsd).toBe(1);
    const [mine] = withOwnPrice([], own[0]);
    expect(mine).toEqual({ ...own[0], contextTokens: 128_000 });
    const again = withOwnPrice([{ ...mine, contextTokens: 9000 }], { ...own[0], inputUsd: 3 });
    expect(again).toEqual([{ ...own[0], inputUsd: 3, contextTokens: 9000 }]);
    expect(withOwnPrice(again, { ...mine, model: 'llama3' })[1].contextTokens).toBe(128_000);
    expect(new Set(LISTED_PRICES.map(({ model }) => model)).size).toBe(LISTED_PRICES.length);
  });

  it('add up to an estimate that says what it does not know', () => {
    const call = (model: string, text: string): Call => ({
      key: `${model} ${text.length}`,
      task: 'judge',
      model,
      parameters: JUDGE_PARAMETERS,
      provider: { id: 'p', name: 'P', kind: 'openai', baseUrl: 'https://p.org' },
      subject: { promptId: `p${text.length}` },
      delimiter: null,
      followUp: null,
      messages: () => [{ role: 'user', content: text }],
      check: () => ({ ok: true }),
    });
    const estimator = new CostEstimator(({ model }) => priceOfModel(model), 100);
    estimator.add(call('gpt-4o', 'x'.repeat(300)));
    expect(estimator.estimate).toMatchObject({
      calls: 1,
      inputTokens: 108,
      outputTokens: 100,
      tooLong: [],
    });
    expect(estimator.estimate.usd).toBeCloseTo((108 * 2.5 + 100 * 10) / 1e6, 12);
    expect(estimator.estimate.mostUsd).toBeCloseTo((108 * 2.5 + 4096 * 10) / 1e6, 12);
    estimator.add(call('gpt-4o', 'x'.repeat(400_000)));
    // It fits with the reply that is expected, not with the longest that it may have.
    const nearly = 'x'.repeat(3 * (128_000 - 4096));
    for (let repeat = 0; repeat < 2; repeat++) estimator.add(call('gpt-4o', nearly));
    estimator.add(call('mystery', 'x'));
    expect(estimator.estimate).toMatchObject({
      calls: 5,
      usd: null,
      mostUsd: null,
      unpriced: ['mystery'],
      tooLong: [
        { promptId: 'p400000', model: 'gpt-4o' },
        { promptId: `p${nearly.length}`, model: 'gpt-4o' },
      ],
    });
  });

  it('count tokens rather too high', () => {
    expect(mostTokens('The quick brown fox')).toBe(7);
    expect(mostTokens('漢字かな')).toBe(4);
    expect(mostTokens('')).toBe(0);
  });
});

describe('people', () => {
  it('judge blind, each pair once, and are compared with the judge', () => {
    const game = (promptId: string, number: 1 | 2) => ({
      promptId,
      game: number,
      ...(number === 1 ? { modelA: 'a', modelB: 'b' } : { modelA: 'b', modelB: 'a' }),
    });
    const games = ['p', 'q', 'r'].flatMap((id) => [game(id, 1), game(id, 2)]);
    const blind = blindGames(games, 1);
    expect(blind.map(({ promptId }) => promptId).sort()).toEqual(['p', 'q', 'r']);
    const battle = (id: string, outcome: number, weight: number) => ({
      ...game(id, 1),
      outcome,
      weight,
      judge: 'j',
    });
    const verdicts = [2, 1, 0].map((level, i) => ({
      ...game('pqr'[i], 1),
      level: level as 0 | 1 | 2,
      answers: 'h',
    }));
    expect(
      humanAgreement(verdicts, [battle('p', 1, 3), battle('q', 1, 3), battle('r', 0, 1)], 3, 0.95),
    ).toMatchObject({
      n: 3,
      // Wilson by hand: 1 of 3 → 0.061 to 0.792.
      exact: { share: 1 / 3, n: 3, interval: { lower: expect.closeTo(0.0615, 4) as number } },
      soft: { share: 1 },
      winner: { share: 2 / 3 },
    });
    expect(humanAgreement(verdicts, [], 3, 0.95)).toMatchObject({ n: 0, exact: null });
    // The judge saw q with the answers swapped, and prefers a there too: no disagreement.
    const swapped = { ...battle('q', 0, 1), modelA: 'b', modelB: 'a' };
    expect(humanDisagreements(verdicts, [battle('p', 0, 3), swapped, battle('r', 0, 1)])).toEqual([
      { verdict: verdicts[0], judged: -2 },
      { verdict: verdicts[2], judged: -1 },
    ]);
  });
});

describe('single scores', () => {
  it('become battles in the pairs of a schedule, each answer being scored once', () => {
    const game = (promptId: string, modelA: string, modelB: string, number: 1 | 2) => ({
      promptId,
      modelA,
      modelB,
      game: number,
    });
    const games = [
      game('p', 'x', 'm', 1),
      game('p', 'm', 'x', 2),
      game('p', 'x', 'n', 1),
      game('q', 'x', 'm', 1),
    ];
    expect(singleGames(games).map(({ promptId, modelA }) => promptId + modelA)).toEqual([
      'px',
      'pm',
      'pn',
      'qx',
      'qm',
    ]);
    const scored = (promptId: string, model: string, score: number) => ({
      promptId,
      model,
      judge: 'j',
      score,
      explanation: `${model} gets ${score}.`,
    });
    const prompt = {
      ...{ id: 'p', text: 'What?', language: 'en', fields: { category: 'column' } },
      turns: [{ role: 'user', content: 'What?' }],
    };
    const battles = scoreBattles(
      [
        scored('p', 'x', 6),
        scored('p', 'm', 7),
        scored('p', 'm', 8),
        scored('p', 'n', 6),
        scored('q', 'm', 9),
      ],
      games,
      {
        prompts: new Map([['p', prompt as unknown as Prompt]]),
        answers: new AnswerBook([
          { promptId: 'p', model: 'x', turns: ['**Ex**'], tokens: 3 },
          { promptId: 'p', model: 'm', turns: ['Em'], tokens: 1 },
        ]),
      },
    );
    expect(battles.map(({ modelA, modelB, outcome }) => [modelA, modelB, outcome])).toEqual([
      ['x', 'm', 0],
      ['x', 'n', 0.5],
    ]);
    expect(battles[0]).toMatchObject({
      ...{ promptText: 'What?', language: 'en', answerA: ['**Ex**'], answerB: ['Em'] },
      styleA: { length: 3, bold: 1 },
      explanation: 'Answer A:\n\nx gets 6.\n\nAnswer B:\n\nm gets 7.\n\nm gets 8.',
    });
    // Its label, which comes later, would not be heard.
    expect(battles[0]).not.toHaveProperty('category');
  });
});

describe('conversations', () => {
  const turns = [
    { role: 'user', content: 'one' },
    { role: 'assistant', content: 'recorded' },
    { role: 'user', content: 'two' },
    { role: 'assistant', content: 'last' },
  ] as const;
  it('end with the user’s turn for a judge, and take a model’s own answers in', () => {
    expect(promptAsText([{ role: 'user', content: 'one' }])).toBe('one');
    expect(promptAsText(turns)).toBe('user:\none\n\nassistant:\nrecorded\n\nuser:\ntwo');
    const contents = (answers: string[]) =>
      answeredTurns(turns, { turns: answers }).map(({ content }) => content);
    expect(contents(['mine'])).toEqual(['one', 'recorded', 'two', 'mine']);
    expect(contents(['a', 'b'])).toEqual(['one', 'a', 'two', 'b']);
  });
});
