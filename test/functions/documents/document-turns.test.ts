import { inDocumentTurn } from '../../../functions/documents/document-turns.ts';
import { CompanyId } from '../../../schemas/ids.ts';

const flooding = CompanyId.parse('01j00000000000000000000001');
const quiet = CompanyId.parse('01j00000000000000000000002');
const other = CompanyId.parse('01j00000000000000000000003');

test('beside fifty slow documents of one company another’s is read at once, and a third’s at the next turn', async () => {
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const read = (companyId: CompanyId) =>
    inDocumentTurn(companyId, () => {
      started.push(companyId);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const reads = Array.from({ length: 50 }, () => read(flooding));
  reads.push(read(quiet), read(other));
  await settled();
  expect(started).toEqual([flooding, flooding, quiet]);

  ends.shift()?.();
  await settled();

  expect(started[3]).toBe(other);
  while (started.length < reads.length || ends.length > 0) {
    for (const end of ends.splice(0)) end();
    await settled();
  }
  await Promise.all(reads);
});

test('a document that cannot be read gives its turn on', async () => {
  const broken = Array.from({ length: 9 }, () => inDocumentTurn(quiet, () => Promise.reject(new Error('no PDF'))));

  expect((await Promise.allSettled(broken)).map(({ status }) => status)).toEqual(broken.map(() => 'rejected'));
  expect(await inDocumentTurn(quiet, async () => 'read')).toBe('read');
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
