import { handler } from '../../../../functions/http/agent.ts';
import { ListEscalationsResponse, ListStaffResponse } from '../../../../schemas/api/escalations.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, asCustomer, call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnalysis, givenEscalation, givenInquiry } from '../../../support/inquiry-fixtures.ts';
import { deskOf, givenCase } from './desk.ts';

let world: HttpWorld;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  world = await openHttpWorld();
  desk = deskOf(world);
});
afterAll(() => world.close());

const itemsOf = (answer: Parameters<typeof jsonOf>[0]) => ListEscalationsResponse.parse(jsonOf(answer));

test('open cases stand in the order of their due time, page after page', async () => {
  const { companyId } = world.otherCompany;
  const others = deskOf(world, companyId);
  const nowMs = Date.now();
  const ids: string[] = [];
  for (const minutes of [30, 10, 20]) {
    const inquiryId = await givenInquiry(companyId);
    const { escalationId } = await givenEscalation(companyId, inquiryId, { nowMs: epochMs(nowMs + minutes * 60_000) });
    ids.push(escalationId);
  }

  const first = itemsOf(await others.list({ limit: '2' }));
  const second = itemsOf(await others.list({ limit: '2', cursor: first.nextCursor ?? '' }));
  const otherList = await others.list({ limit: '2', agent: 'mina', cursor: first.nextCursor ?? '' });

  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]]);
  expect(second.nextCursor).toBeUndefined();
  expect(jsonOf(otherList)).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] });
});

test('an item has what a queue shows', async () => {
  const inquiryId = await givenInquiry(world.company.companyId, { title: 'My <parcel>' });
  await givenAnalysis(inquiryId, 'en');
  const escalation = await givenEscalation(world.company.companyId, inquiryId);

  const { items } = itemsOf(await desk.list());

  expect(items.filter(({ id }) => id === escalation.escalationId)).toEqual([
    {
      id: escalation.escalationId,
      inquiryId,
      title: 'My <parcel>',
      state: 'open',
      stage: 'assigned',
      reason: 'low_quality',
      urgency: 'high',
      priorityScore: 71,
      owner: { agentId: 'mina', name: 'Mina Kim' },
      openedAt: new Date(escalation.openedAtMs).toISOString(),
      dueAt: new Date(escalation.dueAtMs).toISOString(),
      slaDueAt: new Date(escalation.slaDueAtMs).toISOString(),
      slips: 0,
      customerWaitingSince: expect.any(String),
      version: 1,
      etag: `"${escalation.escalationId}-v1.3"`,
    },
  ]);
});

test('the list is narrowed by owner and state, and an unchanged page is a 304', async () => {
  const { escalationId } = await givenCase(world);

  const first = await desk.list();
  const etag = String(first.headers?.etag);
  const joons = itemsOf(await desk.list({ agent: 'joon' }));
  const minas = itemsOf(await desk.list({ agent: 'mina' }));
  const replied = itemsOf(await desk.list({ state: 'replied' }));
  const same = await desk.list({}, { headers: { 'if-none-match': etag } });
  await givenCase(world);
  const changed = await desk.list({}, { headers: { 'if-none-match': etag } });

  expect(joons.items).toEqual([]);
  expect(minas.items.map(({ id }) => id)).toContain(escalationId);
  expect(replied.items).toEqual([]);
  expect(same).toMatchObject({ statusCode: 304, body: '' });
  expect(itemsOf(changed).items).toHaveLength(minas.items.length + 1);
});

test('the case has all that is needed to answer it, under a strong tag', async () => {
  const { escalationId, inquiryId } = await givenCase(world, { customerEmail: 'kim@example.com' });

  const answer = await desk.get(`/v1/escalations/${escalationId}`);
  const same = await desk.get(`/v1/escalations/${escalationId}`, {
    headers: { 'if-none-match': String(answer.headers?.etag) },
  });

  expect(jsonOf(answer)).toMatchObject({
    id: escalationId,
    inquiryId,
    reasons: ['A number is not in the knowledge'],
    inquiry: { status: 'escalated', content: 'It should be here.', customerEmail: 'kim@example.com' },
    messages: [],
    attachments: [{ filename: 'label <1>.png', pages: 1 }],
    pages: [{ filename: 'label <1>.png', page: 1, text: 'Label No. 4711 & co', unsureWords: ['4711'] }],
    passages: [
      { passageId: 'p1', title: 'Shipping & times', text: 'Parcels take <two> days.', isCited: true },
      { passageId: 'p2', title: 'Pick-up <points>', isCited: false },
    ],
    draft: { text: 'A draft <b>answer</b>.', citations: [{ quote: 'Parcels take <two> days.' }] },
    responseQualityScore: 2.4,
    events: [{ kind: 'submitted' }, { kind: 'escalated' }],
  });
  expect(answer.headers?.etag).toBe(`"${escalationId}-v1.2"`);
  expect(same).toMatchObject({ statusCode: 304, body: '' });
});

test('the staff is listed without addresses', async () => {
  const staff = ListStaffResponse.parse(jsonOf(await desk.get('/v1/escalations/staff')));

  expect(staff).toEqual({
    companyName: 'Blue & Green Shop',
    locale: 'en',
    timeZone: 'Asia/Seoul',
    items: [
      { agentId: 'mina', name: 'Mina Kim', role: 'agent' },
      { agentId: 'joon', name: 'Joon Park', role: 'manager' },
    ],
  });
});

test('nobody else sees a case', async () => {
  const { escalationId, inquiryId } = await givenCase(world);
  const others = deskOf(world, world.otherCompany.companyId);
  const path = `/v1/escalations/${escalationId}`;

  const theirs = itemsOf(await others.list());
  const answers = [
    await others.get(path),
    await others.act(escalationId, 'claim', { ifMatch: '*', agentId: 'mina' }),
    await call(handler, { path, authorizer: asCompany(world.company.companyId, 'inquiries:read') }),
    await call(handler, { path, authorizer: asCustomer(inquiryId) }),
    await call(handler, {
      path,
      authorizer: { ...asCompany(world.company.companyId, 'escalations'), mode: 'test' },
    }),
    await call(handler, {
      path: '/v1/escalations/nonsense',
      authorizer: asCompany(world.company.companyId, 'escalations'),
    }),
  ];

  expect(theirs.items.map(({ id }) => id)).not.toContain(escalationId);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 403, 403, 404, 404]);
});
