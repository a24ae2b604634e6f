import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphans } from '../../../local/store/store.ts';
import { errorCode } from '../../../local/system-errors.ts';
import { childEnvironment } from '../../support/child-environment.ts';
import { isAlive, type StartedByNpm, startByNpm } from '../../support/npm-start.ts';
import { until } from '../../support/until.ts';

/**
 * The data folder on a disk of 30 MB, which only root may make; elsewhere `watch-space.test.ts` has the same decisions.
 */
const disk = mkdtempSync(join(tmpdir(), 'full-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m', 'none', disk], { encoding: 'utf8' });
const isMounted = mounted.status === 0;
if (!isMounted) process.stdout.write(`Skipped: a small disk cannot be mounted here (${mounted.stderr})\n`);
const testOnDisk = isMounted ? test : test.skip;

const dataDir = join(disk, 'data');
const filler = join(disk, 'filler');
let started: StartedByNpm | undefined;

afterEach(async () => {
  if (started !== undefined && isAlive(started.file.pid)) process.kill(started.file.pid, 'SIGTERM');
  await started?.ended;
  started = undefined;
  if (isMounted) await endOrphans(join(dataDir, 'store.db'), join(dataDir, 'store.pid'));
  rmSync(filler, { force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

afterAll(() => {
  if (isMounted) spawnSync('umount', ['--lazy', disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** To the last byte. */
function fill(): void {
  for (const size of [2 ** 20, 2 ** 12]) {
    const chunk = Buffer.alloc(size);
    try {
      for (;;) appendFileSync(filler, chunk);
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error;
    }
  }
}

const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

async function start(): Promise<StartedByNpm> {
  mkdirSync(dataDir);
  started = await startByNpm(dataDir);
  return started;
}

function callers({ apiUrl, demo: { apiKey } }: StartedByNpm['file']) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  return {
    submit: (content: string) =>
      fetch(`${apiUrl}/v1/inquiries`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ title: 'How long does delivery take?', content }),
      }),
    status: async (id: string): Promise<string> => {
      const response = await fetch(`${apiUrl}/v1/inquiries/${id}/status`, { headers });
      return response.status === 200 ? (await response.json()).status : `${response.status}`;
    },
  };
}

testOnDisk(
  'a full disk refuses new inquiries and stops no one who reads; with room again all that was accepted is answered',
  async () => {
    const { file } = await start();
    const { submit, status } = callers(file);
    const accepted: string[] = [];
    const take = async (response: Response): Promise<number> => {
      const body = await response.json();
      if (response.status === 202) accepted.push(body.id);
      return response.status;
    };
    expect(await take(await submit('I ordered yesterday.'))).toBe(202);
    const many = Promise.all(Array.from({ length: 40 }, (_, n) => submit(`I ordered ${n} days ago.`).then(take)));

    fill();
    const refused = await until('a refusal', async () => {
      const response = await submit('And I today.');
      return (await take(response.clone())) === 202 ? undefined : response;
    });

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect((await refused.json()).code).toBe('unavailable');
    for (const code of await many) expect([202, 503]).toContain(code);
    for (const id of accepted) expect(await status(id)).toMatch(/^(pending|ai_responded|escalated)$/);
    expect(isAlive(file.pid)).toBe(true);

    rmSync(filler);
    for (const id of accepted) {
      await until(`an end of ${id}`, async () => ((await status(id)) === 'pending' ? undefined : true));
    }
    expect(await take(await submit('There is room again.'))).toBe(202);
    const { status: auditStatus, stdout } = spawnSync('npm', ['run', '--silent', 'audit'], {
      encoding: 'utf8',
      env: { ...childEnvironment(), DATA_DIR: dataDir },
    });
    expect({ auditStatus, stdout }).toMatchObject({ auditStatus: 0 });
  },
  60_000,
);

testOnDisk(
  'a runtime that fills its own disk refuses before anything accepted is in the way',
  async () => {
    const { file } = await start();
    const { submit, status } = callers(file);
    writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes() - 8 * 2 ** 20)));
    const accepted: string[] = [];
    const long = 'Where is my parcel? '.repeat(400);

    const refused = await until('a refusal', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => submit(long)));
      for (const answer of answers) if (answer.status === 202) accepted.push((await answer.clone().json()).id);
      return answers.find(({ headers, status }) => status === 503 && headers.get('retry-after') === '30');
    });

    expect((await refused.json()).detail).toContain('no room on the disk');
    expect(accepted.length).toBeGreaterThan(0);
    rmSync(filler);
    for (const id of accepted)
      await until(`an end of ${id}`, async () => ((await status(id)) === 'pending' ? undefined : true));
  },
  120_000,
);

testOnDisk(
  'an upload that does not fit leaves no half of it',
  async () => {
    const { file } = await start();
    fill();
    const objects = () => readdirSync(join(dataDir, 's3', 'buckets', file.bucketName));
    const before = objects();

    const answer = await fetch(`${file.awsEndpoint}/${file.bucketName}/uploads/large`, {
      method: 'PUT',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: Buffer.alloc(2 ** 20),
    });

    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('<Code>SlowDown</Code>');
    expect(objects()).toEqual(before);
  },
  60_000,
);

testOnDisk(
  'a first start on a full disk says that it is full, and nothing of removing files',
  async () => {
    mkdirSync(dataDir);
    fill();

    await expect(startByNpm(dataDir)).rejects.toThrow(
      /The disk of the data folder takes no writes \(.+\); free some space/,
    );
  },
  60_000,
);
