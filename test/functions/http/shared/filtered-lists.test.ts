import { createDataRequest } from '../../../../functions/entities/data-request.ts';
import { handler as admin } from '../../../../functions/http/admin.ts';
import { handler as agent } from '../../../../functions/http/agent.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { ListEscalationsResponse } from '../../../../schemas/api/escalations.ts';
import { ListInquiriesResponse } from '../../../../schemas/api/inquiries.ts';
import { ApiKeyId, DataRequestId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry } from '../../../support/inquiry-fixtures.ts';

/** More than a page, all in front of what is asked for. */
const others = 60;

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const caller = (mode: 'live' | 'test') => ({
  ...asCompany(world.company.companyId, 'inquiries:read escalations admin'),
  mode,
});

test('an inquiry behind many that do not match is on the first page', async () => {
  const { companyId } = world.company;
  const wanted = await givenInquiry(companyId);
  await givenAnswer(wanted);
  for (let count = 0; count < others; count++) await givenInquiry(companyId);

  const page = await call(read, {
    path: '/v1/inquiries',
    query: { status: 'ai_responded' },
    authorizer: caller('live'),
  });

  expect(ListInquiriesResponse.parse(jsonOf(page)).items.map(({ id }) => id)).toEqual([wanted]);
});

test('a live escalation behind many of test inquiries is on the first page', async () => {
  const { companyId } = world.company;
  for (let count = 0; count < others; count++)
    await givenEscalation(companyId, await givenInquiry(companyId, { mode: 'test' }), { nowMs: epochMs(Date.now()) });
  const live = await givenEscalation(companyId, await givenInquiry(companyId), {
    nowMs: epochMs(Date.now() + 60_000),
  });

  const page = await call(agent, { path: '/v1/escalations', authorizer: caller('live') });

  expect(ListEscalationsResponse.parse(jsonOf(page)).items.map(({ id }) => id)).toEqual([live.escalationId]);
}, 60_000);

test('a test key’s data request behind many live ones is on the first page', async () => {
  const requested = async (mode: 'live' | 'test', count: number) => {
    const dataRequestId = DataRequestId.parse(`01jd${mode === 'test' ? 'a' : 'b'}${String(count).padStart(21, '0')}`);
    await createDataRequest({
      dataRequestId,
      companyId: world.company.companyId,
      mode,
      kind: 'export',
      personHash: 'hash',
      requestedBy: ApiKeyId.parse('01jd0000000000000000000key'),
      nowMs: epochMs(Date.now()),
    });
    return dataRequestId;
  };
  const own = await requested('test', 0);
  for (let count = 0; count < others; count++) await requested('live', count);

  const page = await call(admin, { path: '/v1/data-requests', authorizer: caller('test') });

  expect(jsonOf(page)).toMatchObject({ items: [{ id: own }] });
});
