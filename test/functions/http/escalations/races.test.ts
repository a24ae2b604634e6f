import { createCompany } from '../../../../functions/entities/company.ts';
import { listEvents } from '../../../../functions/entities/timeline.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/agent.ts';
import { replyTokenOf } from '../../../../functions/tokens/sealed-tokens.ts';
import { CompanySettings } from '../../../../schemas/company.ts';
import { AgentId, type EscalationId, type InquiryId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { call, jsonOf } from '../../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { deskOf, givenCase } from './desk.ts';

/** A shop of three: the cases are Mina's, so that two others can want one. */
const settings = companySettings('01jd0000000000000000000ccc', 'Shop of three');
const company = CompanySettings.parse({
  ...settings,
  staff: [...settings.staff, { agentId: 'suji', name: 'Suji Lee', email: 'suji@example.com', role: 'agent' }],
});

let world: HttpWorld;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  world = await openHttpWorld();
  await createCompany(company, epochMs(Date.now()));
  desk = deskOf(world, company.companyId);
});
afterAll(() => world.close());

const claim = { action: 'claim', body: { agentId: 'joon' }, word: 'claimed', event: 'claimed' };
const reply = { action: 'reply', body: { agentId: 'mina', text: 'Tomorrow.' }, word: 'replied', event: 'replied' };
const handOver = {
  action: 'reassign',
  body: { agentId: 'mina', toAgentId: 'suji' },
  word: 'reassigned',
  event: 'reassigned',
};
const giveBack = { action: 'return-to-ai', body: { agentId: 'mina' }, word: 'returned_to_ai', event: 'returned_to_ai' };
const claims = ['joon', 'suji'].map((agentId) => ({ ...claim, body: { agentId }, word: agentId }));
const [joons = claim, sujis = claim] = claims;

type Move = typeof claim;
/** Both have read the case as it was before either writes; the store takes the first one's write first. */
const raced = async (escalationId: EscalationId, [first, second]: readonly [Move, Move]) => {
  const { etag: ifMatch } = await desk.read(escalationId);
  const send = ({ action, body }: Move) => desk.act(escalationId, action, { ifMatch, ...body });
  world.aws.meetNext('TransactWriteItems', [first.word, second.word]);
  return Promise.all([send(first), send(second)]);
};

const movesOf = async (inquiryId: InquiryId) =>
  (await listEvents(inquiryId)).map(({ kind }) => kind).filter((kind) => kind !== 'submitted' && kind !== 'escalated');

test.each([
  [joons, sujis],
  [sujis, joons],
])(
  'of two agents who claim a case at once the first has it, and the other is told that it has changed (%#)',
  async (...two) => {
    const { escalationId, inquiryId } = await givenCase({ company });

    const [won, lost] = await raced(escalationId, two);

    const owner = two[0].body.agentId;
    expect([won.statusCode, lost.statusCode]).toEqual([200, 412]);
    expect(jsonOf(won)).toMatchObject({ owner: { agentId: owner }, version: 2 });
    expect(jsonOf(lost)).toMatchObject({ code: 'version_conflict' });
    const workspace = await readWorkspace(inquiryId);
    expect(workspace?.escalations).toMatchObject([{ ownerAgentId: owner, generation: 2, version: 2 }]);
    expect(workspace?.notifications.map(({ kind, agentId }) => [kind, agentId])).toEqual([
      ['staff_assigned', 'mina'],
      ['staff_assigned', owner],
    ]);
    expect(await movesOf(inquiryId)).toEqual(['claimed']);
    expect(desk.bellsOf(inquiryId)).toBe(1);
  },
);

test.each([
  { first: reply, second: claim, code: 'already_replied', status: 410 },
  { first: claim, second: reply, code: 'version_conflict', status: 412 },
  { first: handOver, second: claim, code: 'version_conflict', status: 412 },
  { first: claim, second: giveBack, code: 'version_conflict', status: 412 },
  { first: giveBack, second: claim, code: 'status_conflict', status: 409 },
  { first: giveBack, second: reply, code: 'status_conflict', status: 409 },
])('of $first.action and then $second.action, sent at once, the first alone happens', async (race) => {
  const { first, second, code, status } = race;
  const { escalationId, inquiryId } = await givenCase({ company });

  const [won, lost] = await raced(escalationId, [first, second]);

  expect([won.statusCode, lost.statusCode]).toEqual([200, status]);
  expect(jsonOf(lost)).toMatchObject({ code });
  expect(await movesOf(inquiryId)).toEqual([first.event]);
  expect((await readWorkspace(inquiryId))?.answers).toHaveLength(first === reply ? 1 : 0);
});

test('of a reply by the link and a claim at once one happens', async () => {
  const { escalationId, inquiryId } = await givenCase({ company });
  const { etag: ifMatch } = await desk.read(escalationId);
  world.aws.meetNext('TransactWriteItems', [claim.word, reply.word]);

  const [claimed, replied] = await Promise.all([
    desk.act(escalationId, 'claim', { ifMatch, ...claim.body }),
    replyByLink(escalationId, 'Tomorrow.'),
  ]);

  expect([claimed.statusCode, replied.statusCode]).toEqual([200, 410]);
  expect(await movesOf(inquiryId)).toEqual(['claimed']);
});

test.each([claim, reply, handOver, giveBack])(
  '$action takes its turn when another transaction is at the case',
  async ({ action, body }) => {
    const { escalationId } = await givenCase({ company });
    const { etag: ifMatch } = await desk.read(escalationId);
    world.aws.conflictNext('TransactWriteItems', 2);

    expect((await desk.act(escalationId, action, { ifMatch, ...body })).statusCode).toBe(200);
  },
);

test('a reply by the link takes its turn when another transaction is at the case', async () => {
  const { escalationId } = await givenCase({ company });
  world.aws.conflictNext('TransactWriteItems', 2);

  expect((await replyByLink(escalationId, 'Tomorrow.')).statusCode).toBe(200);
});

const replyByLink = (escalationId: EscalationId, text: string) => {
  const token = replyTokenOf({
    escalationId,
    agentId: AgentId.parse('mina'),
    generation: 1,
    expiresAtMs: epochMs(Date.now() + 3_600_000),
  });
  return call(handler, {
    method: 'POST',
    path: `/r/${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ reply: text }).toString(),
  });
};
