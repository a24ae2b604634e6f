import { createDataRequest, findDataRequest, offerExport } from '../../../functions/entities/data-request.ts';
import { findJob } from '../../../functions/entities/job.ts';
import { performJob } from '../../../functions/job-runner/perform-job.ts';
import { ApiKeyId, DataRequestId, JobId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const untilMs = epochMs(nowMs + 7 * 86_400_000);
const dataRequestId = DataRequestId.parse('01ke6q0ffgkr47rhsaay541zr6');

test('an export stays until its time is over, then its object goes and its record stays', async () => {
  const { companyId } = world.company;
  await createDataRequest({
    dataRequestId,
    companyId,
    mode: 'live',
    kind: 'export',
    personHash: 'hash',
    requestedBy: ApiKeyId.parse('01jd0000000000000000000key'),
    nowMs,
  });
  const made = await findDataRequest({ companyId, dataRequestId });
  if (made === null) throw new Error('there is no request');
  await offerExport(made, { availableUntilMs: untilMs, nowMs });
  const turnAt = async (atMs: number) => {
    const job = await findJob(JobId.parse(dataRequestId));
    return job === null ? 'no job' : performJob(job, epochMs(atMs));
  };

  expect(await turnAt(nowMs + 1_000)).toBe('postponed');
  expect((await findJob(JobId.parse(dataRequestId)))?.dueAtMs).toBe(untilMs);
  expect(world.aws.calls('DeleteObject')).toEqual([]);
  expect(await turnAt(untilMs)).toBe('done');

  expect(world.aws.calls('DeleteObject').map(({ path }) => path.split('?')[0])).toEqual([
    `/attachments/exports/${companyId}/${dataRequestId}.json`,
  ]);
  expect(await findDataRequest({ companyId, dataRequestId })).toMatchObject({ state: 'done', finishedAtMs: nowMs });
  expect(await turnAt(untilMs)).toBe('no job');
});
