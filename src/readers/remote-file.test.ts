import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { datasetSplits } from './hub-dataset';
import { fetchFile } from './remote-file';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(answer: (path: string, response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => answer(request.url!, response));
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const at = (url: string) => ({ url, name: 'p.jsonl', size: null });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { code: string; message: string }) => error,
  );

describe('fetchFile', () => {
  it('brings the bytes, with progress', async () => {
    const content = '{"prompt":"a"}\n'.repeat(50_000);
    const base = await serve((_, response) => {
      response.setHeader('content-length', content.length);
      response.end(content);
    });
    const seen: number[] = [];
    const file = await fetchFile(at(`${base}/p.jsonl`), {
      onProgress: ({ done, total }) => {
        expect(total).toBe(content.length);
        seen.push(done);
      },
    });
    expect(file.name).toBe('p.jsonl');
    expect(await file.text()).toBe(content);
    expect(seen.at(-1)).toBe(content.length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('tells no total where the answer comes packed', async () => {
    const content = 'x'.repeat(10_000);
    const base = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(content));
    });
    const totals = new Set<number>();
    const file = await fetchFile(at(base), { onProgress: ({ total }) => totals.add(total) });
    expect(file.size).toBe(10_000);
    expect([...totals]).toEqual([0]);
  });

  it.each([
    [401, 'remote-closed', /private or gated.*download the file/],
    [403, 'remote-closed', /accept its terms/],
    [404, 'remote-missing', /has no p\.jsonl \(404\)/],
    [500, 'remote-failed', /answered 500/],
  ])('explains status %i', async (status, code, message) => {
    const base = await serve((_, response) => response.writeHead(status).end('no'));
    const error = await codeOf(fetchFile(at(base)));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('refuses a web page, a host out of reach, and a transfer that breaks off', async () => {
    const base = await serve((path, response) => {
      if (path === '/page') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end('<!doctype html>');
        return;
      }
      response.setHeader('content-length', 1000);
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await codeOf(fetchFile(at(`${base}/page`)))).toMatchObject({ code: 'remote-page' });
    expect(await codeOf(fetchFile(at(`${base}/cut`)))).toMatchObject({ code: 'remote-broken' });
    server!.closeAllConnections();
    server!.close();
    expect(await codeOf(fetchFile(at(base)))).toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringMatching(/CORS/),
    });
  });

  it('stops at the signal', async () => {
    const base = await serve((_, response) => void response.write('begin'));
    const controller = new AbortController();
    const fetching = fetchFile(at(base), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('datasetSplits', () => {
  const file = (config: string, split: string, nth: number) => ({
    dataset: 'o/n',
    config,
    split,
    url: `https://huggingface.co/datasets/o/n/resolve/refs%2Fconvert%2Fparquet/${config}/${split}/000${nth}.parquet`,
    filename: `000${nth}.parquet`,
    size: 1000 + nth,
  });

  it('groups the hub’s list by config and split', async () => {
    let asked = '';
    const base = await serve((path, response) => {
      asked = path;
      const parquet_files = [
        file('default', 'train', 0),
        file('default', 'test', 0),
        file('default', 'train', 1),
        { url: 7 },
      ];
      response.end(JSON.stringify({ parquet_files, pending: [], failed: [] }));
    });
    const splits = await datasetSplits('o/n', undefined, base);
    expect(asked).toBe('/parquet?dataset=o%2Fn');
    expect(splits.map(({ split, size, files }) => [split, size, files.length])).toEqual([
      ['train', 2001, 2],
      ['test', 1000, 1],
    ]);
    expect(splits[0].files[1].name).toBe('default-train-0001.parquet');
  });

  it('explains a gated, a missing and an empty data set', async () => {
    const base = await serve((path, response) => {
      if (path.endsWith('gated')) response.writeHead(401).end('{"error":"…"}');
      else if (path.endsWith('missing')) response.writeHead(404).end('{}');
      else response.end('{"parquet_files":[]}');
    });
    const ask = (id: string) => codeOf(datasetSplits(id, undefined, base));
    expect(await ask('o/gated')).toMatchObject({
      code: 'remote-closed',
      message: expect.stringMatching(/the data set o\/gated/),
    });
    expect(await ask('o/missing')).toMatchObject({ code: 'remote-missing' });
    expect(await ask('o/empty')).toMatchObject({ code: 'dataset-empty' });
  });
});
