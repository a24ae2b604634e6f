import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stateMachineArn, tableName } from '../../local/names.ts';
import { openRuntime, type Runtime } from '../../local/runtime/open-runtime.ts';
import { ensureDemo } from '../../local/runtime/runtime-file.ts';
import type { Submitted } from '../support/api-client.ts';
import { question } from '../support/inquiries.ts';
import { until } from '../support/until.ts';
import { enterWorld, type World } from '../support/world.ts';

const sources = resolve(import.meta.dirname, '../../functions');
const folder = mkdtempSync(join(tmpdir(), 'blocked-workflow-'));
const culpritFile = join(folder, 'culprit');

/** The functions of the sources, but that the inquiry which comes first to AnalyzeInquiry computes for ever there. */
function functionFolders(): readonly string[] {
  const folders = ['http', 'tasks', 'operations'].map((name) => {
    const made = join(folder, name);
    mkdirSync(made);
    for (const file of readdirSync(join(sources, name)).filter((entry) => entry.endsWith('.ts')))
      writeFileSync(join(made, file), `export { handler } from ${JSON.stringify(join(sources, name, file))};\n`);
    return made;
  });
  const blocking = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { handler as analyze } from ${JSON.stringify(join(sources, 'tasks/analyze-inquiry.ts'))};
    const file = ${JSON.stringify(culpritFile)};
    export const handler = async (event, context) => {
      try {
        writeFileSync(file, event.inquiryId, { flag: 'wx' });
      } catch {}
      const result = await analyze(event, context);
      while (readFileSync(file, 'utf8') === event.inquiryId);
      return result;
    };
  `;
  writeFileSync(join(folder, 'tasks/analyze-inquiry.ts'), blocking);
  return folders;
}

let runtime: Runtime;
let world: World;

beforeAll(async () => {
  const dataDir = join(folder, 'data');
  runtime = await openRuntime({
    port: 0,
    awsPort: 0,
    dataDir,
    logLevel: 'silent',
    journalSync: 'normal',
    storeThroughEndpoint: false,
    webhookAllowedHosts: 'localhost,127.0.0.1',
    inThreads: true,
    functionFolders: functionFolders(),
  });
  const demo = await ensureDemo(dataDir, Date.now());
  world = await enterWorld({ ...runtime, stateMachineArn, tableName, demo, advance: async () => {} });
}, 60_000);

afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

const statusAtRest = (inquiry: Submitted): Promise<string> =>
  until('the inquiry at rest', async () => {
    const { status } = await world.status(inquiry);
    return status === 'ai_responded' || status === 'escalated' ? status : undefined;
  });

const runOf = async ({ id }: Submitted) => ({
  isCulprit: readFileSync(culpritFile, 'utf8') === id,
  history: await world.executions.history(id, 1),
});

test('an inquiry that blocks its thread goes to people, and those beside it are answered without a retry', async () => {
  const { apiKey } = world.company;
  const submitted = await Promise.all(Array.from({ length: 6 }, () => world.submit(question, apiKey)));

  const seen = await Promise.all(
    submitted.map(async (inquiry) => ({ status: await statusAtRest(inquiry), ...(await runOf(inquiry)) })),
  );

  const failures = seen.flatMap(({ history }) =>
    history.flatMap(({ taskFailedEventDetails }) => taskFailedEventDetails ?? []),
  );
  expect(failures.map(({ error }) => error)).toEqual(['SandboxLost']);
  expect(seen.map(({ status }) => status)).toEqual(
    seen.map(({ isCulprit }) => (isCulprit ? 'escalated' : 'ai_responded')),
  );
  expect(seen.filter(({ isCulprit }) => isCulprit)).toHaveLength(1);
  expect(await world.audit()).toEqual([]);
}, 120_000);
