import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeInquiries } from '../../../bench/load/stored-inquiries.ts';
import { startChildRuntime } from '../../../local/demo/child-runtime.ts';
import { ListInquiriesResponse } from '../../../schemas/api/inquiries.ts';
import { until } from '../../support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stored-inquiries-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('copies of a finished inquiry are inquiries of their company, and the runtime goes on above them', async () => {
  const first = await startChildRuntime({ dataDir });
  const templateId = await submit(first.file);
  await until('an answer', async () => (await list(first.file, '?status=ai_responded'))[0]);
  await first.close();

  await storeInquiries(dataDir, { templateId, count: 30 });

  const second = await startChildRuntime({ dataDir });
  const ids = new Set(await list(second.file, '?status=ai_responded&limit=100'));
  const newId = await submit(second.file);
  await second.close();

  expect(ids.size).toBe(31);
  expect(ids).toContain(templateId);
  expect(ids).not.toContain(newId);
}, 30_000);

type File = Awaited<ReturnType<typeof startChildRuntime>>['file'];
const headersOf = ({ demo }: File) => ({
  authorization: `Bearer ${demo.apiKey}`,
  'content-type': 'application/json',
});

async function submit(file: File): Promise<string> {
  const body = JSON.stringify({ title: 'Refund', content: 'How long does a refund take?' });
  const response = await fetch(`${file.apiUrl}/v1/inquiries`, { method: 'POST', headers: headersOf(file), body });
  const { id } = Object(await response.json());
  return String(id);
}

async function list(file: File, query: string): Promise<readonly string[]> {
  const response = await fetch(`${file.apiUrl}/v1/inquiries${query}`, { headers: headersOf(file) });
  return ListInquiriesResponse.parse(await response.json()).items.map(({ id }) => id);
}
