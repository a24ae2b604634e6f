import { handler } from '../../../../functions/http/intake.ts';
import { handler as pages } from '../../../../functions/http/public.ts';
import { EscalateResponse } from '../../../../schemas/api/follow-ups.ts';
import type { InquiryId } from '../../../../schemas/ids.ts';
import { asCompany, asCustomer, call, type EventParts, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry, headOf, statusPath } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const newInquiry = () => givenInquiry(world.company.companyId);

const escalate = (inquiryId: InquiryId, parts: Partial<EventParts> = {}) =>
  call(handler, {
    path: `/v1/inquiries/${inquiryId}/escalate`,
    method: 'POST',
    authorizer: asCustomer(inquiryId),
    ...parts,
  });

const startNames = () => world.aws.calls('StartExecution').map(({ body }) => String(JSON.parse(body.toString()).name));

test('a pending inquiry is marked for its run to obey, and no second run begins', async () => {
  const inquiryId = await newInquiry();

  const answer = await escalate(inquiryId);

  expect(answer.statusCode).toBe(202);
  expect(EscalateResponse.parse(jsonOf(answer))).toEqual({
    id: inquiryId,
    status: 'pending',
    escalationRequested: true,
  });
  expect(await headOf(inquiryId)).toMatchObject({ run: 1, entry: 'answer' });
  expect(startNames().filter((name) => name.startsWith(inquiryId))).toEqual([]);
});

test('after an answer the next run begins, straight with people', async () => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);

  const answer = await escalate(inquiryId, { authorizer: asCompany(world.company.companyId) });

  expect(jsonOf(answer)).toEqual({ id: inquiryId, status: 'escalated', escalationRequested: true });
  expect(await headOf(inquiryId)).toMatchObject({ run: 2, entry: 'escalate', statusReason: 'person_requested' });
  expect(startNames()).toContain(`${inquiryId}-r2`);
});

test('asking again changes nothing', async () => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);
  const first = await escalate(inquiryId);
  const { version } = await headOf(inquiryId);

  const second = await escalate(inquiryId);

  expect(second.body).toBe(first.body);
  expect((await headOf(inquiryId)).version).toBe(version);
});

test('a case that people have already is a conflict', async () => {
  const inquiryId = await newInquiry();
  await givenEscalation(world.company.companyId, inquiryId);

  expect(jsonOf(await escalate(inquiryId))).toMatchObject({ status: 409, code: 'status_conflict' });
});

test('ten at once raise one run', async () => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);

  const answers = await Promise.all(Array.from({ length: 10 }, () => escalate(inquiryId)));

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(202));
  expect(await headOf(inquiryId)).toMatchObject({ run: 2 });
});

test('a key that may only read asks for nobody', async () => {
  const inquiryId = await newInquiry();

  const answer = await escalate(inquiryId, { authorizer: asCompany(world.company.companyId, 'inquiries:read') });

  expect(jsonOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  expect(await headOf(inquiryId)).toMatchObject({ escalationRequested: false });
});

test('the page asks by a form and leads back to itself', async () => {
  const inquiryId = await newInquiry();
  const path = statusPath(inquiryId);

  const answer = await call(pages, { path, method: 'POST', body: '' });

  expect(answer).toMatchObject({ statusCode: 303, body: '' });
  expect(new URL(String(answer.headers?.location), `https://api.example.com/prod${path}`).pathname).toBe(
    `/prod${path}`,
  );
  expect(await headOf(inquiryId)).toMatchObject({ escalationRequested: true });
});
