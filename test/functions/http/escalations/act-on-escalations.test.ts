import { listEvents } from '../../../../functions/entities/timeline.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import type { EscalationId } from '../../../../schemas/ids.ts';
import { jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { headOf } from '../../../support/inquiry-fixtures.ts';
import { deskOf, givenCase } from './desk.ts';

let world: HttpWorld;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  world = await openHttpWorld();
  desk = deskOf(world);
});
afterAll(() => world.close());

const etagOf = async (escalationId: EscalationId): Promise<string> => (await desk.read(escalationId)).etag;
const act = async (escalationId: EscalationId, action: string, body: Record<string, unknown>) =>
  desk.act(escalationId, action, { ifMatch: await etagOf(escalationId), ...body });

test('a claim makes the agent the owner, makes a mail due for them and rings the bell', async () => {
  const { escalationId, inquiryId } = await givenCase(world);

  const answer = await act(escalationId, 'claim', { agentId: 'joon' });

  expect(jsonOf(answer)).toMatchObject({ id: escalationId, owner: { agentId: 'joon', name: 'Joon Park' }, version: 2 });
  expect(answer.headers?.etag).toBe(await etagOf(escalationId));
  const workspace = await readWorkspace(inquiryId);
  expect(workspace?.escalations).toMatchObject([{ ownerAgentId: 'joon', generation: 2, stage: 'assigned' }]);
  expect(workspace?.notifications).toContainEqual(
    expect.objectContaining({ kind: 'staff_assigned', agentId: 'joon', generation: 2, state: 'due' }),
  );
  expect((await listEvents(inquiryId)).at(-1)).toMatchObject({ kind: 'claimed', facts: { owner: 'joon', by: 'joon' } });
  expect(desk.bellsOf(inquiryId)).toBe(1);
});

test("claiming one's own case, or again with the tag of before, changes nothing", async () => {
  const { escalationId, inquiryId } = await givenCase(world);
  const ifMatch = await etagOf(escalationId);

  const own = await desk.act(escalationId, 'claim', { ifMatch, agentId: 'mina' });
  await desk.act(escalationId, 'claim', { ifMatch, agentId: 'joon' });
  const { version } = await headOf(inquiryId);
  const again = await desk.act(escalationId, 'claim', { ifMatch, agentId: 'joon' });

  expect(jsonOf(own)).toMatchObject({ owner: { agentId: 'mina' }, version: 1 });
  expect(jsonOf(again)).toMatchObject({ owner: { agentId: 'joon' }, version: 2 });
  expect((await headOf(inquiryId)).version).toBe(version);
});

test('of two who take it at once one has it and the other is told that it has changed', async () => {
  const { escalationId } = await givenCase(world);
  await act(escalationId, 'claim', { agentId: 'joon' });
  const ifMatch = await etagOf(escalationId);

  const answers = await Promise.all([
    desk.act(escalationId, 'release', { ifMatch, agentId: 'joon' }),
    desk.act(escalationId, 'reply', { ifMatch, agentId: 'joon', text: 'Yes.' }),
  ]);

  const codes = answers.map(({ statusCode }) => statusCode);
  expect(codes.filter((code) => code === 200)).toHaveLength(1);
  expect(codes.filter((code) => code !== 200 && code !== 412 && code !== 410)).toEqual([]);
});

test('a commit whose answer is lost is recognised', async () => {
  const { escalationId } = await givenCase(world);
  const ifMatch = await etagOf(escalationId);
  world.aws.loseNext('TransactWriteItems', 3);

  const answer = await desk.act(escalationId, 'claim', { ifMatch, agentId: 'joon' });
  world.aws.forgetMishaps();

  expect(jsonOf(answer)).toMatchObject({ owner: { agentId: 'joon' }, version: 2 });
});

test.each([
  ['claim', { agentId: 'joon' }],
  ['release', { agentId: 'mina' }],
  ['reassign', { agentId: 'mina', toAgentId: 'joon' }],
  ['reply', { agentId: 'mina', text: 'Yes.' }],
  ['return-to-ai', { agentId: 'mina' }],
])('%s asks for the state that was seen', async (action, body) => {
  const { escalationId, inquiryId } = await givenCase(world);
  const { version } = await headOf(inquiryId);

  const missing = await desk.act(escalationId, action, body);
  const stale = await desk.act(escalationId, action, { ...body, ifMatch: `"${escalationId}-v0.1"` });

  expect(jsonOf(missing)).toMatchObject({ status: 428, code: 'precondition_required' });
  expect(jsonOf(stale)).toMatchObject({ status: 412, code: 'version_conflict' });
  expect((await headOf(inquiryId)).version).toBe(version);
  expect(desk.bellsOf(inquiryId)).toBe(0);
});

test('who is not on the staff can neither act nor be given a case', async () => {
  const { escalationId } = await givenCase(world);

  const stranger = await act(escalationId, 'claim', { agentId: 'nobody' });
  const target = await act(escalationId, 'reassign', { agentId: 'mina', toAgentId: 'nobody' });

  expect(jsonOf(stranger)).toMatchObject({
    status: 422,
    errors: [{ path: 'agentId', message: 'is not on the staff' }],
  });
  expect(jsonOf(target)).toMatchObject({ status: 422, errors: [{ path: 'toAgentId' }] });
});

test('a case is handed on with a note, which goes with the mail', async () => {
  const { escalationId, inquiryId } = await givenCase(world);

  const answer = await act(escalationId, 'reassign', { agentId: 'mina', toAgentId: 'joon', note: 'You know her.' });

  expect(jsonOf(answer)).toMatchObject({ owner: { agentId: 'joon' } });
  expect((await readWorkspace(inquiryId))?.notifications).toContainEqual(
    expect.objectContaining({ agentId: 'joon', note: 'You know her.' }),
  );
  expect((await listEvents(inquiryId)).at(-1)).toMatchObject({
    kind: 'reassigned',
    facts: { owner: 'joon', by: 'mina', note: 'You know her.' },
  });
});

test('the owner alone releases a case, to somebody else', async () => {
  const { escalationId } = await givenCase(world);

  const others = await act(escalationId, 'release', { agentId: 'joon' });
  const own = await act(escalationId, 'release', { agentId: 'mina' });

  expect(jsonOf(others)).toMatchObject({ status: 409, detail: 'The escalation is with Mina Kim: claim it first' });
  expect(jsonOf(own)).toMatchObject({ owner: { agentId: 'joon' } });
});

test('the owner replies once; the same reply again is a success, another one learns who and when', async () => {
  const { escalationId, inquiryId } = await givenCase(world, { customerEmail: 'kim@example.com' });
  const ifMatch = await etagOf(escalationId);

  const others = await desk.act(escalationId, 'reply', { ifMatch, agentId: 'joon', text: 'No.' });
  const first = await desk.act(escalationId, 'reply', { ifMatch, agentId: 'mina', text: ' Yes.\r\nSoon. ' });
  const again = await desk.act(escalationId, 'reply', { ifMatch, agentId: 'mina', text: 'Yes.\nSoon.' });
  const late = await desk.act(escalationId, 'reply', { ifMatch, agentId: 'joon', text: 'No.' });
  const claim = await desk.act(escalationId, 'claim', { ifMatch, agentId: 'joon' });

  expect(jsonOf(others)).toMatchObject({ status: 409, code: 'status_conflict' });
  expect(jsonOf(first)).toMatchObject({ state: 'replied' });
  expect(again.body).toBe(first.body);
  for (const refused of [late, claim]) {
    expect(jsonOf(refused)).toMatchObject({
      status: 410,
      code: 'already_replied',
      detail: expect.stringMatching(/^Mina Kim replied on /),
    });
  }
  expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved', answeredRun: 1 });
  expect(await desk.read(escalationId)).toMatchObject({ reply: { text: 'Yes.\nSoon.', agent: { name: 'Mina Kim' } } });
  expect(desk.bellsOf(inquiryId)).toBe(1);
});

test.each(['', ' ', 'a\u0000', 'x'.repeat(8_001)])('the reply %j is refused', async (text) => {
  const { escalationId } = await givenCase(world);

  expect(jsonOf(await act(escalationId, 'reply', { agentId: 'mina', text }))).toMatchObject({
    status: 422,
    errors: [{ path: 'text' }],
  });
});

test('what is returned to the machine is pending in a run of its own, and can be returned once', async () => {
  const { escalationId, inquiryId } = await givenCase(world);
  const ifMatch = await etagOf(escalationId);

  const answer = await desk.act(escalationId, 'return-to-ai', { ifMatch, agentId: 'joon' });
  const again = await desk.act(escalationId, 'return-to-ai', { ifMatch, agentId: 'joon' });
  const reply = await desk.act(escalationId, 'reply', { ifMatch, agentId: 'mina', text: 'Yes.' });

  expect(jsonOf(answer)).toMatchObject({ state: 'returned_to_ai', version: 2 });
  expect(again.body).toBe(answer.body);
  expect(jsonOf(reply)).toMatchObject({ status: 409, code: 'status_conflict' });
  expect(await headOf(inquiryId)).toMatchObject({ status: 'pending', run: 2, entry: 'answer' });
  const names = world.aws.calls('StartExecution').map(({ body }) => String(JSON.parse(body.toString()).name));
  expect(names).toContain(`${inquiryId}-r2`);
  expect(desk.bellsOf(inquiryId)).toBe(1);
});
