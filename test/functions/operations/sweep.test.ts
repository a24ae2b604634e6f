import { commit } from '../../../functions/entities/commit.ts';
import { askForJob, findJob } from '../../../functions/entities/job.ts';
import { handler } from '../../../functions/operations/sweep.ts';
import { CompanyId, JobId } from '../../../schemas/ids.ts';
import { JobKind } from '../../../schemas/job.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { givenDueWork, givenJobs } from '../../support/due-items.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenInquiry } from '../../support/inquiry-fixtures.ts';

const flooder = CompanyId.parse('01jd0000000000000000000fff');
const minutesAgo = (minutes: number): EpochMs => epochMs(Date.now() - minutes * 60_000);

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const dueAtMs = minutesAgo(60);

/** One on top of the other. */
const others = [
  { name: 'no other due items', given: async () => {}, flooded: false },
  { name: '100 due inquiries', given: () => givenDueWork(100, { dueAtMs, tag: '01jdq' }), flooded: false },
  { name: '5,000 due inquiries', given: () => givenDueWork(5_000, { dueAtMs, tag: '01jdr' }), flooded: false },
  {
    name: '5,000 due deliveries, half of another company and half of its own',
    given: async () => {
      await givenJobs(2_500, { dueAtMs, tag: '01jds', companyId: flooder, kind: 'webhook_delivery' });
      await givenJobs(2_500, { dueAtMs, tag: '01jdt', companyId: world.company.companyId, kind: 'webhook_delivery' });
    },
    flooded: true,
  },
];

test.each(others)(
  'a job of each kind and a lost start are seen to in one pass beside $name',
  async ({ given, flooded }) => {
    await given();
    // Deliveries of one company wait for each other.
    const kinds = JobKind.options.filter((kind) => !(flooded && kind === 'webhook_delivery'));
    const jobIds = await Promise.all(kinds.map(givenJob));
    const inquiryId = await givenInquiry(world.company.companyId, { nowMs: minutesAgo(10) });
    // Those of the cases before are looked at again.
    for (const _ of others) world.aws.failNext('DescribeExecution', 'ExecutionDoesNotExist');

    await handler({}, { ...lambdaContext, getRemainingTimeInMillis: () => 300_000 });

    expect(await Promise.all(jobIds.map(findJob))).toEqual(jobIds.map(() => null));
    expect(world.aws.calls('StartExecution').filter(({ body }) => body.includes(inquiryId))).toHaveLength(1);
  },
  120_000,
);

async function givenJob(kind: JobKind): Promise<JobId> {
  const jobId = JobId.parse(`01jd0000000000000000000z${JobKind.options.indexOf(kind)}3`);
  const { companyId } = world.company;
  await commit([askForJob({ jobId, kind, companyId, nowMs: minutesAgo(10) })]);
  return jobId;
}
