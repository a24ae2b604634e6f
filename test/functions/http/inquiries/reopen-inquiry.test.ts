import { staffMailOf } from '../../../../functions/delivery/deliver-staff-mail.ts';
import { listEvents } from '../../../../functions/entities/timeline.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler as agent } from '../../../../functions/http/agent.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { handler as openEscalation } from '../../../../functions/tasks/open-escalation.ts';
import { InquiryDetail, InquiryStatusResponse } from '../../../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../../../schemas/ids.ts';
import {
  asCompany,
  asCustomer,
  call,
  type EventParts,
  jsonBody,
  jsonOf,
  lambdaContext,
} from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry, headOf } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const message = 'It came <broken>.\nWhat now?';

const newInquiry = () => givenInquiry(world.company.companyId);
const answeredInquiry = async (): Promise<InquiryId> => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);
  return inquiryId;
};

const reopen = (inquiryId: InquiryId, body: object = { message }, parts: Partial<EventParts> = {}) =>
  call(handler, {
    path: `/v1/inquiries/${inquiryId}/reopen`,
    authorizer: asCustomer(inquiryId),
    ...jsonBody(body),
    ...parts,
  });

const startNames = () => world.aws.calls('StartExecution').map(({ body }) => String(JSON.parse(body.toString()).name));

test('the next run begins, straight with people, and everybody sees why', async () => {
  const inquiryId = await answeredInquiry();

  const answer = await reopen(inquiryId);

  expect(answer.statusCode).toBe(202);
  expect(jsonOf(answer)).toEqual({ id: inquiryId, status: 'escalated', run: 2 });
  expect(await headOf(inquiryId)).toMatchObject({ run: 2, entry: 'escalate', statusReason: 'reopened' });
  expect(startNames().filter((name) => name.startsWith(inquiryId))).toEqual([`${inquiryId}-r2`]);
  expect((await listEvents(inquiryId)).at(-1)).toMatchObject({ kind: 'reopened', run: 2, facts: { by: 'customer' } });
  const authorizer = asCompany(world.company.companyId);
  const detail = await call(read, { path: `/v1/inquiries/${inquiryId}`, authorizer });
  expect(InquiryDetail.parse(jsonOf(detail)).messages).toMatchObject([{ by: 'customer', text: message, run: 2 }]);
  const status = await call(read, { path: `/v1/inquiries/${inquiryId}/status`, authorizer: asCustomer(inquiryId) });
  expect(InquiryStatusResponse.parse(jsonOf(status)).progress.map(({ kind }) => kind)).toContain('reopened');
});

test("staff are shown the message in the mail and on the agent's page", async () => {
  const inquiryId = await answeredInquiry();
  await reopen(inquiryId);
  const { companyId, staff } = world.company;
  await openEscalation({ inquiryId, companyId, run: 2, reason: 'person_requested', reasons: [] }, lambdaContext);
  const workspace = await readWorkspace(inquiryId);
  const [escalation, notification, owner] = [workspace?.escalations[0], workspace?.notifications[0], staff[0]];
  if (workspace === null || escalation === undefined || notification === undefined || owner === undefined)
    throw new Error('no case was opened');

  const mail = staffMailOf({
    workspace,
    company: world.company,
    escalation,
    notification,
    kind: 'staff_assigned',
    owner,
  });
  const link = /\/r\/[^\s>)]+/.exec(mail.text)?.[0] ?? '';
  const page = await call(agent, { path: link });

  expect(escalation.reason).toBe('reopened');
  expect(mail.text).toContain('It came <broken>.');
  expect(page.body).toContain('It came &lt;broken&gt;.');
});

test('the same message again changes nothing, another one is a conflict', async () => {
  const inquiryId = await answeredInquiry();
  const first = await reopen(inquiryId);
  const { version } = await headOf(inquiryId);

  const second = await reopen(inquiryId);
  const other = await reopen(inquiryId, { message: 'And another thing' });

  expect(second.body).toBe(first.body);
  expect(jsonOf(other)).toMatchObject({ status: 409, code: 'status_conflict' });
  expect((await headOf(inquiryId)).version).toBe(version);
});

test('a commit whose answer is lost is one run, and it is started', async () => {
  const inquiryId = await answeredInquiry();
  world.aws.loseNext('TransactWriteItems');

  const answer = await reopen(inquiryId);

  expect(jsonOf(answer)).toEqual({ id: inquiryId, status: 'escalated', run: 2 });
  expect(startNames()).toContain(`${inquiryId}-r2`);
});

test('ten at once raise one run', async () => {
  const inquiryId = await answeredInquiry();

  const answers = await Promise.all(Array.from({ length: 10 }, () => reopen(inquiryId)));

  expect(answers.filter(({ statusCode }) => ![202, 503].includes(statusCode))).toEqual([]);
  expect(await headOf(inquiryId)).toMatchObject({ run: 2 });
});

test.each([
  ['pending', newInquiry],
  [
    'escalated',
    async () => {
      const inquiryId = await newInquiry();
      await givenEscalation(world.company.companyId, inquiryId);
      return inquiryId;
    },
  ],
])('an inquiry that is %s is not opened again', async (_, prepare) => {
  expect(jsonOf(await reopen(await prepare()))).toMatchObject({ status: 409, code: 'status_conflict' });
});

test.each([{}, { message: ' ' }, { message: 7 }, { message: 'x'.repeat(5_001) }, { message: 'a\u0000' }])(
  '%j is refused',
  async (body) => {
    expect(jsonOf(await reopen(await answeredInquiry(), body))).toMatchObject({
      status: 422,
      errors: [{ path: 'message' }],
    });
  },
);

test('nobody else opens it again', async () => {
  const inquiryId = await answeredInquiry();

  const answers = [
    await reopen(inquiryId, { message }, { authorizer: asCompany(world.otherCompany.companyId) }),
    await reopen(inquiryId, { message }, { authorizer: asCustomer(await newInquiry()) }),
    await reopen(inquiryId, { message }, { authorizer: asCompany(world.company.companyId, 'inquiries:read') }),
  ];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 403]);
  expect(await headOf(inquiryId)).toMatchObject({ status: 'ai_responded', run: 1 });
});
