import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type ChildRuntime, startChildRuntime } from '../../../local/demo/child-runtime.ts';
import { rejection } from '../support/aws-client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'endpoint-auth-'));
let runtime: ChildRuntime;

beforeAll(async () => {
  // The functions' calls of the table go through the endpoint as well.
  const env = { AWS_ENDPOINT_AUTH: '1', STORE_THROUGH_ENDPOINT: '1', LOG_LEVEL: 'error' };
  runtime = await startChildRuntime({ dataDir, env });
}, 60_000);

afterAll(async () => {
  await runtime.close();
  rmSync(dataDir, { recursive: true });
});

/** Runs one of the commands as `npm run` does, on the test's data folder. */
async function command(file: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, LOG_LEVEL: 'error', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exited;
  return output + errors;
}

test('with every call verified the demo, the audit and the operator’s commands go on', async () => {
  const demo = await command('local/demo/main.ts');

  expect(demo).toContain(`running on ${dataDir}`);
  expect([...demo.matchAll(/^[1-6] {2}.* {2}yes$/gm)]).toHaveLength(6);
  expect(demo).toMatch(/Reply link\nhttp:\S+\/r\/rt\./);
  expect(await command('local/audit/main.ts')).toMatch(/^6 inquiries: .*\nNo violation\n$/);
  expect(await command('local/admin/main.ts', 'company', 'list')).toContain('Meridian Store');
}, 180_000);

test('a caller with another secret calls nothing and reads no mail', async () => {
  const { awsEndpoint: endpoint } = runtime.file;
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const dynamodb = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });

  expect((await rejection(dynamodb.send(new ListTablesCommand({})))).name).toBe('InvalidSignatureException');
  expect((await fetch(`${endpoint}/_aws/outbox`)).status).toBe(401);
  dynamodb.destroy();
});
