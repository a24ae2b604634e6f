import { findEscalation } from '../../../functions/entities/escalation.ts';
import { commitReply } from '../../../functions/transactions/commit-answer.ts';
import { markPersonRequested, raiseRunForPerson, reopenInquiry } from '../../../functions/transactions/raise-run.ts';
import { recordFeedback, settleInquiry } from '../../../functions/transactions/resolve-inquiry.ts';
import { ListWebhookDeliveriesResponse } from '../../../schemas/api/webhooks.ts';
import { AgentId, type CompanyId, escalationIdOf, type InquiryId, Run } from '../../../schemas/ids.ts';
import { WorkEvent } from '../../../schemas/job.ts';
import { epochMs } from '../../../schemas/units.ts';
import { jsonOf } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry, headOf } from '../../support/inquiry-fixtures.ts';
import { adminCall, deliveryOf, givenEndpoint } from '../../support/webhooks.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  await givenEndpoint(world.company.companyId, { url: 'https://shop.example.com/all' });
}, 60_000);
afterAll(async () => {
  await world.close();
});

const now = () => epochMs(Date.now());
const companyId = () => world.company.companyId;

/** What has been told of an inquiry, in the order in which it happened. */
async function toldOf(inquiryId: InquiryId, company: CompanyId = companyId()) {
  const list = jsonOf(await adminCall(company, { path: '/v1/webhook-deliveries', query: { limit: '100' } }));
  const items = ListWebhookDeliveriesResponse.parse(list).items.toReversed();
  const details = await Promise.all(items.map(({ id }) => deliveryOf(company, id)));
  return details
    .map(({ payload }) => payload)
    .flatMap(({ type, data }) => ('inquiryId' in data && data.inquiryId === inquiryId ? [{ type, data }] : []));
}

const typesOf = async (inquiryId: InquiryId) => (await toldOf(inquiryId)).map(({ type }) => type);

test('an answer by the model is told with its score, and nothing that anybody wrote', async () => {
  const inquiryId = await givenInquiry(companyId(), { customerEmail: 'olivia@example.com' });

  await givenAnswer(inquiryId);

  expect(await toldOf(inquiryId)).toEqual([
    {
      type: 'inquiry.answered',
      data: { inquiryId, status: 'ai_responded', run: 1, source: 'ai', responseQualityScore: 4.2, mode: 'live' },
    },
  ]);
});

test('the jobs are handed to the function work right after the commit', async () => {
  const before = world.aws.calls('Invoke').length;
  const inquiryId = await givenInquiry(companyId());

  await givenAnswer(inquiryId);

  const [call, ...more] = world.aws.calls('Invoke').slice(before);
  const { jobIds } = WorkEvent.parse(JSON.parse(call?.body.toString() ?? ''));
  expect([jobIds.length, more]).toEqual([1, []]);
});

test('storing an answer twice emits one event', async () => {
  const inquiryId = await givenInquiry(companyId());

  await givenAnswer(inquiryId);
  await givenAnswer(inquiryId);

  expect(await typesOf(inquiryId)).toEqual(['inquiry.answered']);
});

test('an escalation is told with its reason, a reply as answer and end', async () => {
  const inquiryId = await givenInquiry(companyId());
  await givenEscalation(companyId(), inquiryId);
  const escalation = await findEscalation(escalationIdOf(inquiryId, Run.parse(1)));
  if (escalation === null) throw new Error('no escalation');

  const reply = { text: 'It is on its way.', agentId: AgentId.parse('mina'), atMs: now() };
  await commitReply({ inquiry: await headOf(inquiryId), escalation, reply, wantsMail: false });

  const told = await toldOf(inquiryId);
  expect(told[0]).toEqual({
    type: 'inquiry.escalated',
    data: {
      inquiryId,
      status: 'escalated',
      run: 1,
      escalationReason: 'low_quality',
      responseQualityScore: 2.4,
      mode: 'live',
    },
  });
  expect(new Set(told.slice(1).map(({ type }) => type))).toEqual(new Set(['inquiry.answered', 'inquiry.resolved']));
  expect(told[1]?.data).toEqual({ inquiryId, status: 'resolved', run: 1, source: 'human', mode: 'live' });
});

test('feedback is told when it resolves, and only then', async () => {
  const unhelped = await givenInquiry(companyId());
  const helped = await givenInquiry(companyId());
  for (const inquiryId of [unhelped, helped]) await givenAnswer(inquiryId);

  await recordFeedback(await headOf(unhelped), { by: 'customer', helpful: false, nowMs: now() });
  await recordFeedback(await headOf(helped), { by: 'customer', helpful: true, nowMs: now() });

  expect(await typesOf(unhelped)).toEqual(['inquiry.answered']);
  expect(await typesOf(helped)).toEqual(['inquiry.answered', 'inquiry.resolved']);
});

test.each([
  [
    'a reopening',
    'inquiry.reopened',
    async (id: InquiryId) => reopenInquiry(await headOf(id), { by: 'customer', message: 'Still lost', nowMs: now() }),
  ],
  [
    'a person asked for after an answer',
    'inquiry.escalated',
    async (id: InquiryId) => raiseRunForPerson(await headOf(id), { by: 'customer', nowMs: now() }),
  ],
  ['quiet since the answer', 'inquiry.resolved', async (id: InquiryId) => settleInquiry(await headOf(id), now())],
])('%s is told', async (_, type, move) => {
  const inquiryId = await givenInquiry(companyId());
  await givenAnswer(inquiryId);

  expect(await move(inquiryId)).toEqual({ kind: 'committed' });

  expect(await typesOf(inquiryId)).toEqual(['inquiry.answered', type]);
});

test('a person asked for while the run is at work moves no status, so it is not told', async () => {
  const inquiryId = await givenInquiry(companyId());

  await markPersonRequested(await headOf(inquiryId), { by: 'customer', nowMs: now() });

  expect(await toldOf(inquiryId)).toEqual([]);
});

test('an endpoint hears of its own company and of the events it asks for', async () => {
  const { companyId: other } = world.otherCompany;
  await givenEndpoint(other, { url: 'https://other.example.com/', events: ['inquiry.resolved'] });
  const ours = await givenInquiry(companyId());
  const theirs = await givenInquiry(other);

  for (const inquiryId of [ours, theirs]) await givenAnswer(inquiryId);
  await settleInquiry(await headOf(theirs), now());

  expect(await typesOf(ours)).toEqual(['inquiry.answered']);
  expect((await toldOf(theirs, other)).map(({ type }) => type)).toEqual(['inquiry.resolved']);
  expect(await toldOf(ours, other)).toEqual([]);
});
