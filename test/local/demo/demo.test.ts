import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inquiryAt } from '../../../bench/load/open-loop.ts';
import { createInquiriesClient } from '../../../client/inquiries-client.ts';
import { type ChildRuntime, startChildRuntime } from '../../../local/demo/child-runtime.ts';
import { childEnvironment } from '../../support/child-environment.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'demo-test-'));
let runtime: ChildRuntime | undefined;
afterAll(async () => {
  await runtime?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs one of the commands as `npm run` does, on the test's data folder. */
async function command(file: string): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...childEnvironment(), DATA_DIR: dataDir, LOG_LEVEL: 'error', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, output: output + errors };
}

const verdictsIn = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => /^[1-6] {2}.* {2}(yes|no: .*)$/.exec(line)?.[1] ?? []);

const allSound = ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'];

test('without a runtime the demo starts its own, and its six inquiries end as a person would expect', async () => {
  const { code, output } = await command('local/demo/main.ts');

  expect(output).toContain('started for this demo');
  expect(verdictsIn(output)).toEqual(allSound);
  expect(output).toMatch(/Reply link\nhttp:\S+\/r\/rt\./);
  expect(code).toBe(0);
}, 60_000);

test('on a folder that holds 300 inquiries they end alike, and the audit finds nothing', async () => {
  runtime = await startChildRuntime({ dataDir, env: { LOG_LEVEL: 'error' } });
  const { apiUrl, demo } = runtime.file;
  const client = createInquiriesClient({ baseUrl: apiUrl, apiKey: demo.apiKey, retries: 100 });
  const accepted: string[] = [];
  for (let batch = 0; batch < 3; batch++) {
    const items = Array.from({ length: 100 }, (_, index) => inquiryAt(100 * batch + index));
    const results = await client.submitBatch({ items });
    accepted.push(...results.items.flatMap(({ id }) => id ?? []));
  }
  expect(accepted).toHaveLength(300);
  // What was started first is ended first.
  await client.waitForAnswer(accepted.at(-1) ?? '', { timeoutMs: 200_000 });

  const shown = await command('local/demo/main.ts');
  const audited = await command('local/audit/main.ts');

  expect(shown.output).toContain(`running on ${dataDir}`);
  expect(verdictsIn(shown.output)).toEqual(allSound);
  expect(shown.code).toBe(0);
  expect(audited.output).toMatch(/^306 inquiries: .*\nNo violation\n$/);
  expect(audited.code).toBe(0);
}, 300_000);

test('the audit says so when no runtime runs, and does not pass', async () => {
  await runtime?.close();
  runtime = undefined;

  expect(await command('local/audit/main.ts')).toEqual({
    code: 2,
    output: `No runtime runs on the data folder ${dataDir}; start one with npm start\n`,
  });
});
