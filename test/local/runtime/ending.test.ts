import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphans } from '../../../local/store/store.ts';
import { faultControl } from '../../support/faults.ts';
import { isAlive, type StartedByNpm, startByNpm } from '../../support/npm-start.ts';
import { until } from '../../support/until.ts';

let dataDir: string;
let started: StartedByNpm | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ending-'));
});

afterEach(async () => {
  const pids = started === undefined ? [] : [started.npm.pid ?? 0, started.file.pid];
  started = undefined;
  for (const pid of pids) if (pid > 1 && isAlive(pid)) process.kill(pid, 'SIGKILL');
  await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
  rmSync(dataDir, { recursive: true, maxRetries: 20, retryDelay: 50 });
});

const start = async (): Promise<StartedByNpm> => {
  started = await startByNpm(dataDir);
  return started;
};

const gone = (pid: number) => until(`the end of ${pid}`, async () => (isAlive(pid) ? undefined : true));

test.each(['SIGTERM', 'SIGINT'] as const)(
  'npm start passes %s on, and ends after the runtime and its store',
  async (signal) => {
    const { npm, file, storePid, ended } = await start();

    npm.kill(signal);
    await ended;

    expect({ runtime: isAlive(file.pid), store: isAlive(storePid) }).toEqual({ runtime: false, store: false });
  },
  120_000,
);

test('a terminal that closes ends the runtime and its store', async () => {
  const { file, storePid } = await start();

  process.kill(file.pid, 'SIGHUP');

  await gone(file.pid);
  await gone(storePid);
}, 120_000);

test('npm that is killed takes the runtime and its store with it', async () => {
  const { npm, file, storePid } = await start();

  npm.kill('SIGKILL');

  await gone(file.pid);
  await gone(storePid);
}, 120_000);

async function waitingInquiry({ apiUrl, demo: { apiKey } }: StartedByNpm['file']) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ title: 'A person', content: 'I want to speak to a person, please.' });
  const submitted = await fetch(`${apiUrl}/v1/inquiries`, { method: 'POST', headers, body });
  const { id } = await submitted.json();
  await fetch(`${apiUrl}/v1/inquiries/${id}/escalate`, { method: 'POST', headers, body: '{}' });
  const url = `${apiUrl}/v1/inquiries/${id}/status`;
  await until('the escalation', async () => {
    const { status } = await (await fetch(url, { headers })).json();
    return status === 'escalated' ? true : undefined;
  });
  return { url, headers };
}

/** A request by an agent that keeps its connection; resolves once it has been sent, with the answer to come. */
async function poll(url: string, headers: Record<string, string>) {
  const answer = Promise.withResolvers<{ status: number | undefined; body: string }>();
  const request = get(url, { agent: new Agent({ keepAlive: true }), headers }, (response) => {
    let body = '';
    response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    response.on('end', () => answer.resolve({ status: response.statusCode, body }));
  });
  request.on('error', answer.reject);
  await Promise.race([new Promise((sent) => request.on('finish', sent)), answer.promise]);
  return answer.promise;
}

test('long polls end with their present answer when the runtime ends', async () => {
  const { file, npm, ended } = await start();
  const { url, headers } = await waitingInquiry(file);
  const polls = [1, 2, 3].map(() => poll(`${url}?wait=20`, headers));
  const etags = await fetch(url, { headers });
  const known = poll(`${url}?wait=20`, { ...headers, 'if-none-match': etags.headers.get('etag') ?? '' });
  // Asked after the polls on the same port, so that these have arrived once it is answered.
  await fetch(url, { headers });

  npm.kill('SIGTERM');

  const answers = await Promise.all(polls);
  expect(answers.map(({ status, body }) => [status, JSON.parse(body).status])).toEqual(
    polls.map(() => [200, 'escalated']),
  );
  expect((await known).status).toBe(304);
  expect(await ended).not.toBe(1);
}, 120_000);

const isOpen = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

test('a second signal ends at once what does not come to its end', async () => {
  const { file, storePid } = await start();
  const { url, headers } = await waitingInquiry(file);
  await fetch(`${file.awsEndpoint}/_aws/faults`, {
    method: 'PUT',
    body: JSON.stringify({ faults: [{ service: 'lambda', operation: 'Invoke', kind: 'hang' }] }),
  });
  const hanging = poll(url, headers).catch((error: unknown) => String(error));
  await until('the call that hangs', async () => {
    const [hitCount = 0] = await faultControl(file.awsEndpoint).hitCounts();
    return hitCount > 0 ? true : undefined;
  });

  process.kill(file.pid, 'SIGTERM');
  // A request would hang as all calls do: only the connection is looked at.
  await until('the closed port', async () => ((await isOpen(file.apiUrl)) ? undefined : true));
  await until('a second signal that counts', async () => {
    if (isAlive(file.pid)) process.kill(file.pid, 'SIGTERM');
    return isAlive(file.pid) ? undefined : true;
  });

  expect(await hanging).toContain('Error');
  await gone(storePid);
}, 120_000);

const olderNode = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  const { stdout } = spawnSync(path, ['-p', 'parseInt(process.versions.node)'], { encoding: 'utf8' });
  return Number(stdout) > 0 && Number(stdout) < 24;
});
if (olderNode === undefined) process.stdout.write('Skipped: no Node.js before 24 is installed here to be refused\n');

(olderNode === undefined ? test.skip : test).each(['main', 'demo/main', 'admin/main', 'audit/main'])(
  'an older Node is told which one local/%s.ts needs',
  (program) => {
    const { status, stderr } = spawnSync(
      olderNode ?? '',
      ['--import=./local/require-node.mjs', `local/${program}.ts`],
      { encoding: 'utf8', env: { DATA_DIR: dataDir } },
    );

    expect(stderr).toMatch(/^This program needs Node\.js 24 or later; \S+ is v\d+\.\d+\.\d+\. .*\n$/);
    expect(status).toBe(1);
  },
);
