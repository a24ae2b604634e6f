import { keepTaskToken } from '../../../../functions/entities/escalation.ts';
import { listEvents } from '../../../../functions/entities/timeline.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { handler as open } from '../../../../functions/http/public.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { InquiryStatusResponse } from '../../../../schemas/api/inquiries.ts';
import { type InquiryId, Run } from '../../../../schemas/ids.ts';
import { asCompany, asCustomer, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnswer, givenEscalation, givenInquiry, headOf, statusPath } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const newInquiry = () => givenInquiry(world.company.companyId);
const add = (inquiryId: InquiryId, text: string, parts: Partial<EventParts> = {}) =>
  call(handler, {
    path: `/v1/inquiries/${inquiryId}/messages`,
    authorizer: asCustomer(inquiryId),
    ...jsonBody({ text }),
    ...parts,
  });

async function escalated(): Promise<InquiryId> {
  const inquiryId = await newInquiry();
  const { escalationId, generation } = await givenEscalation(world.company.companyId, inquiryId);
  await keepTaskToken({ escalationId, run: Run.parse(1), generation, taskToken: `bell-${inquiryId}` });
  return inquiryId;
}

const bellsOf = (inquiryId: InquiryId) =>
  world.aws.calls('SendTaskSuccess').filter(({ body }) => body.includes(`bell-${inquiryId}`)).length;
const startNames = () => world.aws.calls('StartExecution').map(({ body }) => String(JSON.parse(body.toString()).name));

test('while the machine is at work it starts again with the message', async () => {
  const inquiryId = await newInquiry();

  const answer = await add(inquiryId, ' The order is no. 7. ');

  expect(answer.statusCode).toBe(201);
  expect(jsonOf(answer)).toMatchObject({
    id: inquiryId,
    status: 'pending',
    run: 2,
    message: { by: 'customer', text: 'The order is no. 7.', run: 2 },
  });
  expect(startNames().filter((name) => name.startsWith(inquiryId))).toEqual([`${inquiryId}-r2`]);
  expect((await listEvents(inquiryId)).at(-1)).toMatchObject({ kind: 'message_added', run: 2 });
});

test('while a person has it the owner is mailed and the case has a new version', async () => {
  const inquiryId = await escalated();

  const answer = await add(inquiryId, 'And the lamp is broken.');
  await add(inquiryId, 'So is the box.');

  expect(jsonOf(answer)).toMatchObject({ status: 'escalated', run: 1 });
  const workspace = await readWorkspace(inquiryId);
  expect(workspace?.messages.map(({ text, number }) => [number, text])).toEqual([
    [1, 'And the lamp is broken.'],
    [2, 'So is the box.'],
  ]);
  expect(workspace?.escalations).toMatchObject([{ version: 3, generation: 1 }]);
  expect(workspace?.notifications.filter(({ kind }) => kind === 'staff_message')).toMatchObject([
    { agentId: 'mina', generation: 1, state: 'due' },
    { agentId: 'mina', generation: 1, state: 'due' },
  ]);
  expect(bellsOf(inquiryId)).toBe(2);
  const status = await call(read, { path: `/v1/inquiries/${inquiryId}/status`, authorizer: asCustomer(inquiryId) });
  expect(InquiryStatusResponse.parse(jsonOf(status)).messages).toMatchObject([{ run: 1 }, { run: 1 }]);
});

test.each([
  ['pending', newInquiry],
  ['escalated', escalated],
])('the same message again, %s, changes nothing', async (_, prepare) => {
  const inquiryId = await prepare();
  const first = await add(inquiryId, 'Hello?');
  const { version } = await headOf(inquiryId);

  const again = await add(inquiryId, 'Hello?');

  expect(again.body).toBe(first.body);
  expect((await headOf(inquiryId)).version).toBe(version);
});

test('a commit whose answer is lost is one message', async () => {
  const inquiryId = await escalated();
  world.aws.loseNext('TransactWriteItems');

  const answer = await add(inquiryId, 'Hello?');

  expect(answer.statusCode).toBe(201);
  expect((await readWorkspace(inquiryId))?.messages).toHaveLength(1);
});

test('an answered inquiry is to be opened again instead', async () => {
  const inquiryId = await newInquiry();
  await givenAnswer(inquiryId);

  expect(jsonOf(await add(inquiryId, 'Hello?'))).toMatchObject({
    status: 409,
    detail: 'The inquiry is ai_responded: open it again with POST …/reopen',
  });
});

test('nobody else adds to it', async () => {
  const inquiryId = await newInquiry();

  const answers = [
    await add(inquiryId, 'x', { authorizer: asCompany(world.otherCompany.companyId) }),
    await add(inquiryId, 'x', { authorizer: asCustomer(await newInquiry()) }),
    await add(inquiryId, 'x', { authorizer: asCompany(world.company.companyId, 'inquiries:read') }),
    await add(inquiryId, ' '),
  ];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 403, 422]);
  expect((await readWorkspace(inquiryId))?.messages).toEqual([]);
});

const post = (inquiryId: InquiryId, text: string) =>
  call(open, {
    path: `${statusPath(inquiryId)}/messages`,
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ text }).toString(),
  });

test("a customer adds by the page's form and comes back to the page, which shows it", async () => {
  const inquiryId = await escalated();
  const plain = await call(open, { path: statusPath(inquiryId) });
  const writing = await call(open, { path: statusPath(inquiryId), query: { write: '1' } });

  const sent = await post(inquiryId, 'And <one> more.');
  const page = await call(open, { path: statusPath(inquiryId) });

  expect(plain.body).toContain('?write=1#text');
  expect(plain.body).toContain('http-equiv="refresh"');
  expect(writing.body).toContain('<textarea id="text"');
  expect(writing.body).not.toMatch(/http-equiv="refresh"|<script>/);
  expect(sent).toMatchObject({
    statusCode: 303,
    headers: { location: `../${statusPath(inquiryId).split('/').at(-1)}` },
  });
  expect(page.body).toContain('And &lt;one&gt; more.');
});

test('what cannot be taken is given back for mending', async () => {
  const inquiryId = await escalated();

  const page = await post(inquiryId, '   ');

  expect(page.statusCode).toBe(422);
  expect(page.body).toContain('aria-invalid="true"');
  expect((await readWorkspace(inquiryId))?.messages).toEqual([]);
});
