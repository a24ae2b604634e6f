import { ulid } from 'ulid';
import { handler } from '../../../../functions/http/read.ts';
import { submitInquiry } from '../../../../functions/transactions/submit-inquiry.ts';
import { ListInquiriesResponse } from '../../../../schemas/api/inquiries.ts';
import { InquiryId, Run } from '../../../../schemas/ids.ts';
import { durationSeconds, epochMs } from '../../../../schemas/units.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnalysis, givenAnswer } from '../../../support/inquiry-fixtures.ts';

const startMs = Date.UTC(2026, 0, 5, 9);
const minute = (count: number): string => new Date(startMs + count * 60_000).toISOString();

let world: HttpWorld;
/** One a minute, oldest first: the odd ones are about billing, the first is of high urgency, the second answered. */
const ids: InquiryId[] = [];
beforeAll(async () => {
  world = await openHttpWorld();
  for (let count = 0; count < 6; count++) ids.push(await submitted(count));
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('nothing was submitted');
  await givenAnalysis(first, 'en');
  await givenAnswer(second);
});
afterAll(() => world.close());

async function submitted(count: number): Promise<InquiryId> {
  const nowMs = epochMs(startMs + count * 60_000);
  const inquiryId = InquiryId.parse(ulid(nowMs).toLowerCase());
  await submitInquiry({
    inquiryId,
    companyId: world.company.companyId,
    run: Run.parse(1),
    title: 'A question',
    content: 'Where is it?',
    category: count % 2 === 1 ? 'billing | "all"' : undefined,
    externalId: `order-${count}`,
    attachments: [],
    estimatedResponseTime: durationSeconds(60),
    nowMs,
  });
  return inquiryId;
}

const list = (query: Readonly<Record<string, string>>, companyId = world.company.companyId) =>
  call(handler, { path: '/v1/inquiries', query, authorizer: asCompany(companyId) });
const pageOf = async (query: Readonly<Record<string, string>>, companyId = world.company.companyId) =>
  ListInquiriesResponse.parse(jsonOf(await list(query, companyId)));
/** Their places in `ids`. */
const placesOf = async (query: Readonly<Record<string, string>>) =>
  (await pageOf(query)).items.map(({ id }) => ids.indexOf(InquiryId.parse(id)));

test.each([
  [{}, [5, 4, 3, 2, 1, 0]],
  [{ urgency: 'high' }, [0]],
  [{ category: 'billing | "all"' }, [5, 3, 1]],
  [{ category: 'billing' }, []],
  [{ category: 'billing | "all"', status: 'pending' }, [5, 3]],
  [{ createdAfter: minute(4) }, [5, 4]],
  [{ createdBefore: minute(2) }, [1, 0]],
  [{ createdAfter: minute(1), createdBefore: minute(3), status: 'ai_responded' }, [1]],
  [{ createdAfter: minute(3), createdBefore: minute(3) }, []],
  [{ createdAfter: '0000-01-01T00:00:00Z', createdBefore: '9999-12-31T23:59:59.999Z' }, [5, 4, 3, 2, 1, 0]],
  [{ createdBefore: '1969-12-31T23:59:59Z' }, []],
  [{ externalId: 'order-2' }, [2]],
  [{ externalId: 'order-2', status: 'resolved' }, []],
  [{ externalId: 'order-2', urgency: 'high' }, []],
  [{ externalId: 'order-2', category: 'billing' }, []],
  [{ externalId: 'order-2', createdAfter: minute(3) }, []],
  [{ externalId: 'order-2', createdAfter: minute(2), createdBefore: minute(3) }, [2]],
  [{ externalId: 'order-9' }, []],
])('%j finds %j', async (query, places) => {
  expect(await placesOf(query)).toEqual(places);
});

test('an externalId of another company finds nothing', async () => {
  expect(await pageOf({ externalId: 'order-2' }, world.otherCompany.companyId)).toEqual({ items: [] });
});

test('pages of a filter go on where the last one ended', async () => {
  const query = { category: 'billing | "all"', createdAfter: minute(1), limit: '1' };
  const seen: InquiryId[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf({ ...query, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.items.map(({ id }) => InquiryId.parse(id)));
    cursor = page.nextCursor;
  } while (cursor !== undefined && seen.length < 10);

  expect(seen.map((id) => ids.indexOf(id))).toEqual([5, 3, 1]);
});

test.each([
  { category: 'billing | "all"', createdAfter: minute(2) },
  { category: 'other', createdAfter: minute(1) },
  { createdAfter: minute(1) },
  { category: 'billing | "all"', createdAfter: minute(1), urgency: 'high' },
  { externalId: 'order-2' },
])('a cursor of another filter is refused with %j', async (other) => {
  const { nextCursor = '' } = await pageOf({ category: 'billing | "all"', createdAfter: minute(1), limit: '1' });

  const answer = await list({ ...other, limit: '1', cursor: nextCursor });

  expect(jsonOf(answer)).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] });
});

test.each([
  { urgency: 'urgent' },
  { createdAfter: 'yesterday' },
  { createdBefore: '2026-02-30T00:00:00Z' },
  { category: '' },
  { externalId: 'x'.repeat(121) },
])('%j is refused', async (query) => {
  const [path] = Object.keys(query);
  const parameters = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));

  expect(jsonOf(await list(parameters))).toMatchObject({ status: 422, errors: [{ path }] });
});
