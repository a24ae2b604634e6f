import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Journal, JournalError, JournalStalled } from '../../../../local/stepfunctions/journal/journal.ts';
import type { ThreadRow } from '../../../../local/stepfunctions/journal/rows.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const event = (id: number) => ({ id, previousEventId: id - 1, timestamp: 0, type: 'PassStateEntered' });
const thread = (position: string): ThreadRow => ({
  id: 0,
  parentId: null,
  branchIndex: 0,
  previousEventId: 1,
  variables: '{}',
  position,
});

test('what is written in one turn is committed together, a thread as it stands then', async () => {
  let commits = 0;
  const journal = new Journal({ path, afterCommit: () => (commits += 1) });
  let position = 'first';

  for (const id of [1, 2, 3]) journal.event(7, event(id));
  journal.thread(7, { id: 0, take: () => thread(position) });
  position = 'last';
  await journal.committed();

  expect(commits).toBe(1);
  expect(journal.executions.events(7, { firstId: 2, lastId: 9 }).map(({ id }) => id)).toEqual([2, 3]);
  expect(journal.executions.lastEventId(7)).toBe(3);
  expect(journal.executions.threads(7)).toEqual([thread('last')]);
  journal.close();
});

test('closing commits what is pending', async () => {
  const journal = new Journal({ path });
  journal.event(7, event(1));
  journal.close();

  const again = new Journal({ path });
  expect(again.executions.lastEventId(7)).toBe(1);
  again.close();
});

test('after a commit that failed nothing more is written', async () => {
  const journal = new Journal({ path });
  const other = new DatabaseSync(path);
  other.exec('ALTER TABLE history RENAME TO gone');
  journal.event(7, event(1));

  await expect(journal.committed()).rejects.toThrow(JournalError);
  other.exec('ALTER TABLE gone RENAME TO history');
  other.close();

  expect(() => journal.event(7, event(2))).toThrow(JournalError);
  await expect(journal.committed()).rejects.toThrow(JournalError);
  expect(journal.executions.lastEventId(7)).toBe(0);
  journal.close();
});

/** Another program that writes to the file: until it is done, SQLite refuses the journal's commits. */
function occupy(): () => void {
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

test('what the disk does not take is kept, told, and committed with what follows once it takes it', async () => {
  const told: boolean[] = [];
  const journal = new Journal({ path, onStall: (stalled) => told.push(stalled !== undefined) });
  const leave = occupy();
  journal.event(7, event(1));
  let isCommitted = false;
  const committed = journal.committed().then(() => {
    isCommitted = true;
  });

  await expect(journal.acknowledged()).rejects.toThrow(JournalStalled);
  expect(() => journal.assertWritable()).toThrow(JournalStalled);
  journal.event(7, event(2));
  expect({ isCommitted, last: journal.executions.lastEventId(7) }).toEqual({ isCommitted: false, last: 0 });

  leave();
  await committed;

  expect(journal.executions.events(7, { firstId: 1, lastId: 9 })).toEqual([event(1), event(2)]);
  expect(told).toEqual([true, false]);
  await journal.acknowledged();
  journal.close();
});

test('closing while the disk takes nothing leaves the last commit, as a kill would', async () => {
  const journal = new Journal({ path });
  journal.event(7, event(1));
  await journal.committed();
  const leave = occupy();
  journal.event(7, event(2));
  await expect(journal.acknowledged()).rejects.toThrow(JournalStalled);

  journal.close();
  leave();

  const again = new Journal({ path });
  expect(again.executions.lastEventId(7)).toBe(1);
  again.close();
});

test('a journal of another version is refused', () => {
  new Journal({ path }).close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA user_version = 99');
  db.close();

  expect(() => new Journal({ path })).toThrow('The journal has version 99, this engine reads version 1');
});
