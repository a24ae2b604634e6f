import { commit } from '../../../functions/entities/commit.ts';
import { createCompany, retentionWork } from '../../../functions/entities/company.ts';
import { findJob } from '../../../functions/entities/job.ts';
import { performJob } from '../../../functions/job-runner/perform-job.ts';
import { reopenInquiry } from '../../../functions/transactions/raise-run.ts';
import { recordFeedback } from '../../../functions/transactions/resolve-inquiry.ts';
import { CompanyId, type InquiryId, JobId } from '../../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { givenHeads } from '../../support/due-items.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenAnswer, givenInquiry, headOf } from '../../support/inquiry-fixtures.ts';

let world: HttpWorld;
const companyId = CompanyId.parse('01jd0000000000000000000ret');
const jobId = JobId.parse(`retention-${companyId}`);
const dayMs = 86_400_000;
const createdMs = epochMs(Date.UTC(2026, 0, 1));
const daysLater = (days: number) => epochMs(Date.now() + days * dayMs);

beforeAll(async () => {
  world = await openHttpWorld();
  await createCompany({ ...companySettings(companyId, 'Forgetful'), retentionDays: 30 }, createdMs);
});
afterAll(() => world.close());

async function resolvedInquiry(ofCompanyId = companyId): Promise<InquiryId> {
  const inquiryId = await givenInquiry(ofCompanyId);
  await givenAnswer(inquiryId);
  await recordFeedback(await headOf(inquiryId), { by: 'customer', helpful: true, nowMs: epochMs(Date.now()) });
  return inquiryId;
}

async function passAt(nowMs: EpochMs) {
  const job = await findJob(jobId);
  if (job === null) throw new Error('there is no retention job');
  return performJob(job, nowMs);
}

test('a company that keeps things for a time is born with its daily job', async () => {
  expect(await findJob(jobId)).toMatchObject({ kind: 'retention', companyId });
});

test('what is at rest and past its time is erased, and the next pass is a day later', async () => {
  const past = await resolvedInquiry();
  const open = await givenInquiry(companyId);
  const nowMs = daysLater(31);

  expect(await passAt(nowMs)).toBe('postponed');

  expect((await headOf(past)).status).toBe('erased');
  expect((await headOf(open)).status).toBe('pending');
  expect((await findJob(jobId))?.dueAtMs).toBe(nowMs + dayMs);
});

test('what is not past its time is kept, and so is what was opened again', async () => {
  const young = await resolvedInquiry();
  const reopened = await resolvedInquiry();
  await reopenInquiry(await headOf(reopened), { by: 'customer', message: 'Again', nowMs: epochMs(Date.now()) });

  await passAt(daysLater(29));

  expect((await headOf(young)).status).toBe('resolved');
  await passAt(daysLater(40));
  expect((await headOf(young)).status).toBe('erased');
  expect((await headOf(reopened)).status).toBe('escalated');
});

test('what cannot be erased keeps neither the others nor the pass', async () => {
  const given = [await resolvedInquiry(), await resolvedInquiry(), await resolvedInquiry()];
  world.aws.failNext('Publish', 'InternalFailure', 500);
  world.aws.failNext('Publish', 'InternalFailure', 500);
  world.aws.failNext('Publish', 'InternalFailure', 500);

  expect(await passAt(daysLater(50))).toBe('postponed');

  expect(await Promise.all(given.map(async (id) => (await headOf(id)).status))).toEqual(given.map(() => 'erased'));
});

test('a pass over more than a turn goes on where it was, behind what is kept and what is gone', async () => {
  const crowd = CompanyId.parse('01jd0000000000000000000crw');
  const nowMs = daysLater(31);
  await createCompany({ ...companySettings(crowd, 'Crowd'), retentionDays: 30 }, createdMs);
  const at = JobId.parse(`retention-${crowd}`);
  const turn = async () => {
    const job = await findJob(at);
    if (job === null) throw new Error('there is no retention job');
    await performJob(job, nowMs);
    return (await findJob(at))?.dueAtMs;
  };
  await givenHeads(crowd, 2_400, 'pending');
  // Of which nothing but the head is there: they stay.
  await givenHeads(crowd, 150, 'resolved');
  const last = await resolvedInquiry(crowd);

  expect(await turn()).toBe(nowMs);
  expect(await turn()).toBe(nowMs + dayMs);

  expect((await headOf(last)).status).toBe('erased');
  expect((await findJob(at))?.cursor).toBeUndefined();
}, 60_000);

test('a company that keeps things for good has no job, and one that was asked for ends', async () => {
  const { company } = world;
  const keeps = JobId.parse(`retention-${company.companyId}`);
  expect(await findJob(keeps)).toBeNull();
  const nowMs = epochMs(Date.now());
  await commit(retentionWork({ ...company, retentionDays: 1 }, nowMs));
  const job = await findJob(keeps);
  if (job === null) throw new Error('the job was not asked for');

  expect(await performJob(job, nowMs)).toBe('done');

  expect(await findJob(keeps)).toBeNull();
});
