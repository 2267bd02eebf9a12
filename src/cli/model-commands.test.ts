import { describe, expect, it, vi } from 'vitest';
import { command as answer } from './answer';
import { readBattleFiles } from './battle-files';
import { command as judge } from './judge';
import { commandFolder, KEY } from './testing/command-folder';

const at = commandFolder();
const { path, text, rows, write, shared } = at;
const answers = (model: string, ...more: string[]) =>
  answer.run([...shared(), '--model', model, '--out', path(`${model}.jsonl`), ...more]);
const judged = (...more: string[]) =>
  judge.run([
    ...shared(),
    ...['--answers', path('m1.jsonl'), '--answers', path('m6.jsonl'), '--judge', 'judge'],
    ...more,
  ]);

describe('touchstone answer and judge', () => {
  it('answer, judge, and give files that rank reads; the cache makes no call twice', async () => {
    await answers('m1');
    await answers('m6', '--form', 'arena-hard-v0.1');
    expect(rows('m1.jsonl')).toHaveLength(8);
    expect(rows('m1.jsonl')[0]).toMatchObject({ uid: 'p0', model: 'm1' });
    expect(at.told.at(-1)).toContain('8 answers of m6');
    await judged('--baseline', 'm6', '--out', path('j.jsonl'));
    expect(at.told.at(-1)).toContain('16 battles; 0 unparsed, 0 failed, 0 open');
    const [file] = await readBattleFiles([path('j.jsonl')], { baseline: 'm6' });
    expect(file.battles).toHaveLength(16);
    expect(file.battles[0]).toMatchObject({
      promptId: 'p0',
      modelA: 'm6',
      modelB: 'm1',
      judge: 'judge',
      category: 'maths',
    });

    const { requests } = at.server;
    await judged('--baseline', 'm6', '--out', path('again.jsonl'));
    expect(at.server.requests).toBe(requests);
    expect(text('again.jsonl')).toBe(text('j.jsonl'));
    await judged(
      '--all-pairs',
      '--games',
      '1',
      '--template',
      'three-labels',
      '--out',
      path('b.csv'),
    );
    expect(text('b.csv').trim().split('\n')).toHaveLength(9);

    const everything = at.names.map(text).join('\n') + at.told.join('\n');
    expect(everything).not.toContain(KEY);
    expect(everything).toContain('Workmanship');
  });

  it.each(['arena-hard-v2.0', 'arena-hard-v0.1'])(
    'keep the turns of a conversation apart in a file of %s, and judge it whole',
    async (form) => {
      const turns = [
        { role: 'user', content: 'Q1' },
        { role: 'assistant', content: 'recorded' },
        { role: 'user', content: 'Q2' },
      ];
      write('p.jsonl', [{ id: 'talk', turns }]);
      for (const model of ['m1', 'm6']) {
        await answers(model, '--turns', 'every-turn', '--form', form);
      }
      await judged('--baseline', 'm6', '--batch-out', path('batch.jsonl'));
      const sent = JSON.stringify(rows('batch.jsonl')[0]);
      expect(sent).not.toContain('recorded');
      expect(sent).toMatch(/user:\\nQ1\\n\\nassistant:\\n.+user:\\nQ2\\n\\nassistant:\\n/);
    },
  );

  it('are of the prompts of a category where one is named', async () => {
    const prompts = ['hard', 'hard', 'creative'].map((category, n) => ({
      ...{ id: `c${n}`, prompt: `Task number ${n}, and why?`, category },
    }));
    write('p.jsonl', prompts);
    await answers('m1', '--category', 'hard');
    expect(rows('m1.jsonl').map(({ uid }) => uid)).toEqual(['c0', 'c1']);
    await answers('m1', '--category', 'hard', '--category', 'creative');
    await answers('m6');
    await judged('--baseline', 'm6', '--out', path('j.jsonl'), '--category', 'creative');
    expect(rows('j.jsonl').map(({ uid }) => uid)).toEqual(['c2']);
    await expect(answers('m1', '--category', 'maths')).rejects.toThrow(
      /"maths"; there are hard, creative/,
    );
  });

  it('go out as one batch file a model, as an engine asks one model a file', async () => {
    await answers('m1');
    await answers('m6');
    const jury = ['--judge', 'second', '--provider', 'gemini', '--base-url', at.server.address];
    await judged(...jury, '--baseline', 'm6', '--batch-out', path('batch.jsonl'));
    expect(at.names.filter((name) => name.startsWith('batch'))).toEqual([
      'batch-1-judge.jsonl',
      'batch-2-second.jsonl',
    ]);
    expect(rows('batch-2-second.jsonl')).toHaveLength(16);
    expect(at.told.at(-1)).toMatch(/16 requests to second\. .*start a batch job of second/);
    const turns = [{ content: 'Q1' }, { content: 'Q2' }];
    write('p.jsonl', [{ id: 'talk', turns }]);
    await expect(
      answers('m1', '--turns', 'every-turn', '--batch-out', path('batch.jsonl')),
    ).rejects.toThrow(/turn by turn/);
  });

  it('go out as a batch and come back', async () => {
    await answers('m1');
    await answers('m6');
    const { requests } = at.server;
    const options = ['--baseline', 'm6', '--out', path('j.jsonl')];
    await judged(...options, '--batch-out', path('batch.jsonl'));
    expect(at.server.requests).toBe(requests);
    const results = rows('batch.jsonl').map(({ custom_id }) => ({
      custom_id,
      response: {
        status_code: 200,
        body: { choices: [{ message: { content: 'So.\n\n[[A>B]]' }, finish_reason: 'stop' }] },
      },
    }));
    write('results.jsonl', results.reverse());
    await judged(...options, '--batch-in', path('results.jsonl'));
    expect(at.server.requests).toBe(requests);
    expect(rows('j.jsonl')).toHaveLength(8);
    expect(at.told.at(-1)).toContain('16 battles');
  });

  it('say what is wrong, and keep what has come', async () => {
    await expect(answer.run([])).rejects.toThrow(/Give --prompts, --model and --out/);
    vi.stubEnv('OPENAI_API_KEY', '');
    await expect(answers('m1')).rejects.toThrow(/set OPENAI_API_KEY/);
    vi.stubEnv('OPENAI_API_KEY', 'sk-wrong-but-long');
    await expect(answers('m1')).rejects.toThrow(/answered 401: .*Check the key/);
    vi.stubEnv('OPENAI_API_KEY', KEY);
    await expect(answers('m1', '--provider', 'mistral')).rejects.toThrow(
      /openai or anthropic or gemini/,
    );
    await expect(answers('m1', '--budget', '0')).rejects.toThrow(/above 0/);
    await expect(answers('m1', '--price', 'dear')).rejects.toThrow(/2\.5\/10/);
    await expect(answers('m1', '--retry', 'all')).rejects.toThrow(/--retry is "all"/);
    await expect(answers('m1', '--price', '1000/1000', '--budget', '4.2')).rejects.toThrow(
      /cap of \$4\.20 leaves no room for another call.*\([567] calls are left\.\)/,
    );
    expect(rows('m1.jsonl').length).toBeLessThan(4);
    await answers('m1', '--pilot', '3');
    expect(rows('m1.jsonl').length).toBeGreaterThanOrEqual(3);
    await answers('m6');
    await answers('m1', '--dry-run');
    await expect(judged('--baseline', 'gpt', '--out', path('j.jsonl'))).rejects.toThrow(
      /no answers of the baseline gpt/,
    );
    await expect(judged('--out', path('j.jsonl'))).rejects.toThrow(/--baseline M.*--all-pairs/);
    write('t.json', [{ protocol: 'five', system: '', user: '{prompt}' }]);
    await expect(
      judged('--baseline', 'm6', '--out', path('j'), '--template-file', path('t.json')),
    ).rejects.toThrow(/lacks \{answerA\} and \{answerB\}/);
    await judged('--baseline', 'm6', '--out', path('j.jsonl'));
    expect(at.told.join('\n')).toMatch(/answers are missing, such as that of m1 to/);
  });
});

describe('touchstone answer, at an address', () => {
  it('keeps replies apart by host and unusual path, as the page does, or under the id given', async () => {
    const keysAt = async (...options: string[]) => {
      const prompts = ['--prompts', path('p.jsonl'), '--cache', path('calls.jsonl')];
      const batch = ['--model', 'm', '--batch-out', path('b.jsonl')];
      await answer.run([...prompts, ...batch, ...options]);
      return rows('b.jsonl')[0].custom_id;
    };
    const gate = await keysAt('--base-url', 'https://gate/a/v1');
    expect(await keysAt('--base-url', 'https://gate/b/v1')).not.toBe(gate);
    expect(await keysAt('--base-url', 'https://gate/v1')).toBe(
      await keysAt('--base-url', 'https://gate/'),
    );
    const moved = ['--base-url', 'https://elsewhere/v1', '--provider-id', 'gate/a/v1'];
    expect(await keysAt(...moved)).toBe(gate);
    expect(await keysAt('--base-url', 'https://api.openai.com/v1')).toBe(await keysAt());
    await expect(keysAt('--provider-id', 'gate')).rejects.toThrow(/given with --base-url/);
  });
});

describe('touchstone judge, before anything is paid', () => {
  it('refuses what could not be paired or written afterwards', async () => {
    await answers('m1');
    await answers('m6');
    const { requests } = at.server;
    const refused = (why: RegExp, ...more: string[]) =>
      expect(judged('--baseline', 'm6', '--out', path('j.jsonl'), ...more)).rejects.toThrow(why);
    await refused(/there is no folder .*none/, '--out', path('none/j.jsonl'));
    await refused(/not both/, '--all-pairs');
    await refused(/have one baseline/, '--baseline', 'm1');
    await refused(/whole number from 1/, '--repeats', '1.5');
    await refused(/no answers of m9/, '--models', 'm1,m9');
    await refused(/p\.jsonl is no JSON/, '--template-file', path('p.jsonl'));
    expect(at.server.requests).toBe(requests);
  });
});
