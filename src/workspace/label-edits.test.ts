import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { promptsWith } from '../core/labels/testing/prompts';
import { openDatabase, type Database } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { History } from './history.svelte';
import { LabelEdits } from './label-edits.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 4 };
const PROMPTS = promptsWith({}, {}, {}, {});

let database: Database;
let edits: LabelEdits;

beforeEach(async () => {
  database = await openDatabase();
  const report = (error: unknown) => {
    throw error;
  };
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  edits = new LabelEdits(
    { prompts: PROMPTS, rowErrors: [], history: new History(), report },
    store,
  );
});

afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

const file = (...parts: BlobPart[]) => ({ name: 'l.csv', blob: new Blob(parts) });

it('reads label files in the encodings that spreadsheets write', async () => {
  const text = 'id;label\np0;művészet\n';
  const utf16 = Uint16Array.from(`\ufeff${text}`, (character) => character.charCodeAt(0));
  const latin = Uint8Array.from('id;label\np1;pénzügy\n', (each) => each.charCodeAt(0));
  await edits.takeInFile(file(utf16), true);
  await edits.takeInFile(file(latin), true);
  expect(edits.categories.map(({ name }) => name)).toEqual(['művészet', 'pénzügy']);
});

it('tells which names became categories, or lists their rows where none may', async () => {
  const first = await edits.takeInFile(file('id,label\np0,law\np1,maths\np2,general\n'), true);
  expect(first.added).toEqual(['law', 'maths']);
  const strict = await edits.takeInFile(file('id,label\np2,law\np3,mahts\n'), false);
  expect(strict).toMatchObject({ taken: 1, added: [], errors: [{ row: 3 }] });
  const loose = await edits.takeInFile(file('id,label\np2,law\np3,mahts\n'), true);
  expect(loose.added).toEqual(['mahts']);
});
