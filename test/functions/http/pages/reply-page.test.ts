import { keepTaskToken } from '../../../../functions/entities/escalation.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/agent.ts';
import { replyTokenOf } from '../../../../functions/tokens/sealed-tokens.ts';
import { advanceEscalation } from '../../../../functions/transactions/advance-escalation.ts';
import { AgentId, Run } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { call, type EventParts, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenEscalation, givenInquiry, headOf } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const browser = { Accept: 'text/html' };

async function givenCase(fields: { customerEmail?: string; expiresInMs?: number; hasToken?: boolean } = {}) {
  const { expiresInMs = 60_000, hasToken = true } = fields;
  const inquiryId = await givenInquiry(world.company.companyId, { title: 'My <parcel>', ...fields });
  const escalation = await givenEscalation(world.company.companyId, inquiryId);
  const { escalationId, generation, ownerAgentId } = escalation;
  if (hasToken) await keepTaskToken({ escalationId, run: Run.parse(1), generation, taskToken: `bell-${inquiryId}` });
  const expiresAtMs = epochMs(Date.now() + expiresInMs);
  const path = `/r/${replyTokenOf({ escalationId, agentId: ownerAgentId, generation, expiresAtMs })}`;
  return { inquiryId, escalation, path };
}

const reply = (path: string, text: string, parts: Partial<EventParts> = {}) =>
  call(handler, {
    path,
    method: 'POST',
    headers: { ...browser, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ reply: text }).toString(),
    ...parts,
  });

const bellsOf = (inquiryId: string) =>
  world.aws.calls('SendTaskSuccess').filter(({ body }) => body.includes(`bell-${inquiryId}`)).length;

test('the page shows all that is needed to answer, escaped', async () => {
  const { path } = await givenCase({ customerEmail: 'kim@example.com' });

  const page = await call(handler, { path, headers: browser });

  expect(page.statusCode).toBe(200);
  for (const text of [
    'My &lt;parcel&gt;',
    'It should be here.',
    'kim@example.com',
    'label &lt;1&gt;.png, page 1',
    'Label No. 4711 &amp; co',
    'Unsure words: 4711',
    'The draft answer did not score high enough to be sent.',
    'A number is not in the knowledge',
    'Shipping &amp; times',
    'Parcels take &lt;two&gt; days.',
    'A draft &lt;b&gt;answer&lt;/b&gt;.',
    'Quality 2.4 of 5',
  ]) {
    expect(page.body).toContain(text);
  }
  expect(page.body).toMatch(/<textarea id="reply" name="reply" required maxlength="8000"[^>]*><\/textarea>/);
});

test.each(['GET', 'HEAD'])('%s changes nothing and rings nothing', async (method) => {
  const { path, inquiryId } = await givenCase();
  const { version } = await headOf(inquiryId);

  expect((await call(handler, { path, method, headers: browser })).statusCode).toBe(200);
  expect(await headOf(inquiryId)).toMatchObject({ version, status: 'escalated' });
  expect(bellsOf(inquiryId)).toBe(0);
});

test('a typed reply resolves the inquiry, makes its mail due, and rings the waiting execution', async () => {
  const { path, inquiryId } = await givenCase({ customerEmail: 'kim@example.com' });

  const page = await reply(path, 'It arrives\r\non Tuesday.');

  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('goes to the customer by mail');
  expect(await readWorkspace(inquiryId)).toMatchObject({
    inquiry: { status: 'resolved', answeredRun: 1 },
    answers: [{ source: 'human', text: 'It arrives\non Tuesday.', agentId: 'mina' }],
    escalations: [{ state: 'replied', reply: { text: 'It arrives\non Tuesday.', agentId: 'mina' } }],
    notifications: [{ kind: 'staff_assigned' }, { kind: 'answer', state: 'due' }],
  });
  expect(bellsOf(inquiryId)).toBe(1);
});

test('without an address the page says where the reply shows', async () => {
  const { path } = await givenCase();

  expect((await reply(path, 'Yes.')).body).toContain('status page');
});

test('a reply before anybody waits for it needs no bell', async () => {
  const { path, inquiryId } = await givenCase({ hasToken: false });

  expect((await reply(path, 'Yes.')).statusCode).toBe(200);
  expect(bellsOf(inquiryId)).toBe(0);
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken', 'AccessDeniedException'])(
  'a bell that answers %s takes nothing from the reply',
  async (name) => {
    const { path, inquiryId } = await givenCase();
    world.aws.failNext('SendTaskSuccess', name);

    expect((await reply(path, 'Yes.')).statusCode).toBe(200);
    expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved' });
  },
);

test.each([1, 2])('a commit whose answer is lost %i times is one reply, and the bell rings', async (times) => {
  const { path, inquiryId } = await givenCase();
  world.aws.loseNext('TransactWriteItems', times);

  expect((await reply(path, 'Yes.')).statusCode).toBe(200);
  expect(await readWorkspace(inquiryId)).toMatchObject({ answers: [{ text: 'Yes.' }] });
  expect(bellsOf(inquiryId)).toBe(1);
});

test.each([
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['too much', 'x'.repeat(8_001)],
  ['a control character', 'a\u0000b'],
])('a reply of %s is not taken, and comes back for mending', async (_, text) => {
  const { path, inquiryId } = await givenCase();

  const page = await reply(path, text);
  const problem = await reply(path, text, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });

  expect(page.statusCode).toBe(422);
  expect(page.body).toContain('aria-invalid="true"');
  expect(page.body).toContain(text);
  expect(jsonOf(problem)).toMatchObject({ code: 'validation_failed', errors: [{ path: 'reply' }] });
  expect(await headOf(inquiryId)).toMatchObject({ status: 'escalated' });
});

test('8,000 characters are taken', async () => {
  const { path, inquiryId } = await givenCase();

  expect((await reply(path, '가'.repeat(8_000))).statusCode).toBe(200);
  expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved' });
});

test('a JSON body is not a reply', async () => {
  const { path } = await givenCase();

  const answer = await reply(path, '', { headers: { 'content-type': 'application/json' }, body: '{"reply":"x"}' });

  expect(jsonOf(answer)).toMatchObject({ status: 400, code: 'bad_request' });
});

test('a spent link says who replied and when, to every holder of every link', async () => {
  const { path } = await givenCase();
  await reply(path, 'Yes.');

  const again = await reply(path, 'Another answer.');
  const shown = await call(handler, { path, headers: {} });

  expect(again.statusCode).toBe(410);
  expect(again.body).toMatch(/Mina Kim replied on .*20\d\d.*GMT\+9/);
  expect(jsonOf(shown)).toMatchObject({
    code: 'already_replied',
    detail: expect.stringMatching(/^Mina Kim replied on /),
  });
});

test('of ten replies at once one is committed and the others learn of it', async () => {
  const { path, inquiryId } = await givenCase();

  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => reply(path, `Answer ${index}`)));

  const codes = answers.map(({ statusCode }) => statusCode).sort();
  expect(codes.filter((code) => code === 200)).toHaveLength(1);
  expect(codes.filter((code) => code !== 200 && code !== 410 && code !== 503)).toEqual([]);
  expect((await readWorkspace(inquiryId))?.answers).toHaveLength(1);
});

test('a link of an earlier owner has expired', async () => {
  const { path, escalation, inquiryId } = await givenCase();
  const nowMs = epochMs(Date.now());
  await advanceEscalation(escalation, {
    next: {
      stage: 'reassigned',
      ownerAgentId: AgentId.parse('joon'),
      generation: 2,
      dueAtMs: nowMs,
      repeatedHandovers: 0,
    },
    notificationKind: 'staff_reassigned',
    eventKind: 'reassigned',
    nowMs,
  });

  expect(jsonOf(await reply(path, 'Yes.', { headers: {} }))).toMatchObject({ status: 410, code: 'link_expired' });
  expect(await headOf(inquiryId)).toMatchObject({ status: 'escalated' });
});

test('a link past its time has expired', async () => {
  const { path } = await givenCase({ expiresInMs: -1 });

  const page = await call(handler, { path, headers: browser });

  expect(page.statusCode).toBe(410);
  expect(page.body).toContain('This link is no longer valid');
});

test.each(['rt.nothing', 'x', `rt.${'0'.repeat(26)}-e1.mina.1.9999999999999.${'A'.repeat(43)}`])(
  'the link %s does not exist',
  async (token) => {
    expect((await call(handler, { path: `/r/${token}`, headers: {} })).statusCode).toBe(404);
  },
);
