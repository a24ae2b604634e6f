import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAudit } from '../../local/audit/run-audit.ts';
import { routes } from '../../schemas/api/routes.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { setEnvironmentOf } from '../support/handler-environment.ts';
import { makePrincipals } from './api/callers.ts';
import { fuzz } from './api/fuzz.ts';
import { ApiDocument } from './api/operation.ts';
import { replyLinks } from './api/reply-links.ts';

let runtime: ChildRuntime;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chaos-'));
  runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0 });
  setEnvironmentOf(runtime.file, dataDir);
}, 60_000);

afterAll(async () => {
  await runtime.stop();
  rmSync(dataDir, { recursive: true });
});

test('every operation answers whatever is sent to it as its document says, and the table stays sound', async () => {
  const file = { ...runtime.file, secretAccessKey: 'test' };
  const document = ApiDocument.parse(await (await fetch(`${file.apiUrl}/openapi.json`)).json());

  const { failures, statuses } = await fuzz({
    document,
    port: Number(new URL(file.apiUrl).port),
    principals: await makePrincipals(file.apiUrl),
    known: { linkToken: await replyLinks(file) },
    requests: 600,
    seed: 2_026,
    concurrency: 4,
  });

  expect(failures).toEqual([]);
  expect([...statuses.keys()].sort()).toEqual(Object.keys(routes).sort());
  expect((await fetch(`${file.apiUrl}/readyz`)).status).toBe(200);
  expect((await runAudit({ ...file, nowMs: Date.now() })).violations).toEqual([]);
}, 300_000);
