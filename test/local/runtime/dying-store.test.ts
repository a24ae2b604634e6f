import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphans } from '../../../local/store/store.ts';
import { isAlive, type StartedByNpm, startByNpm } from '../../support/npm-start.ts';
import { until } from '../../support/until.ts';

let dataDir: string;
let started: StartedByNpm | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dying-store-'));
});

afterEach(async () => {
  started?.npm.kill('SIGTERM');
  await started?.ended;
  started = undefined;
  await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
  rmSync(dataDir, { recursive: true, maxRetries: 20, retryDelay: 50 });
});

const deaths = 7;

test('a store that dies again and again costs callers a later try at most, and no accepted inquiry', async () => {
  started = await startByNpm(dataDir);
  const { apiUrl, demo } = started.file;
  const headers = { authorization: `Bearer ${demo.apiKey}`, 'content-type': 'application/json' };
  const accepted: string[] = [];
  const odd: string[] = [];
  const ask = async (path: string, init: RequestInit = {}): Promise<string | undefined> => {
    const response = await fetch(`${apiUrl}${path}`, { headers, ...init });
    const text = await response.text();
    if (response.ok) return text;
    if (response.status !== 503 || !response.headers.has('retry-after')) odd.push(`${path} ${response.status} ${text}`);
    return undefined;
  };
  const submit = async (): Promise<void> => {
    const body = JSON.stringify({ title: 'Delivery', content: 'How long does delivery take?' });
    const text = await ask('/v1/inquiries', { method: 'POST', body });
    if (text !== undefined) accepted.push(JSON.parse(text).id);
  };
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      await submit();
      await ask(`/v1/inquiries/${accepted[0] ?? ''}`);
      await ask('/v1/inquiries');
      await ask('/v1/knowledge');
      await ask('/v1/settings');
    }
  };
  const working = work();
  const killed = new Set<number>();
  while (killed.size < deaths) {
    const pid = await until('another store', async () => {
      const noted = Number(readFileSync(join(dataDir, 'store.pid'), 'utf8'));
      return noted > 1 && !killed.has(noted) && isAlive(noted) ? noted : undefined;
    });
    await submit();
    killed.add(pid);
    process.kill(pid, 'SIGKILL');
  }
  await until('an inquiry after the last death', async () => {
    const { length } = accepted;
    await submit();
    return accepted.length > length ? true : undefined;
  });
  isOver = true;
  await working;

  expect(odd).toEqual([]);
  for (const id of accepted) {
    await until(`an end of ${id}`, async () => {
      const text = await ask(`/v1/inquiries/${id}/status`);
      return text === undefined || JSON.parse(text).status === 'pending' ? undefined : true;
    });
  }
}, 120_000);
