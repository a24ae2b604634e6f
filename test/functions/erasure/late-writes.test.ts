import { createDraft } from '../../../functions/entities/draft.ts';
import { keepTaskToken } from '../../../functions/entities/escalation.ts';
import type { InquiryItem } from '../../../functions/entities/inquiry.ts';
import { createPageText } from '../../../functions/entities/inquiry-text.ts';
import { listEvents } from '../../../functions/entities/timeline.ts';
import { readWorkspace, type Workspace } from '../../../functions/entities/workspace.ts';
import { advanceEscalation } from '../../../functions/transactions/advance-escalation.ts';
import { eraseInquiry, wipeItems } from '../../../functions/transactions/erase-inquiry.ts';
import { AttachmentNumber, Attempt, type InquiryId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenEscalation, givenInquiry, headOf } from '../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const run = Run.parse(1);

async function workspaceOf(inquiryId: InquiryId): Promise<Workspace> {
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null) throw new Error('nothing is left of the inquiry');
  return workspace;
}

const bury = async (inquiryId: InquiryId) => eraseInquiry(await workspaceOf(inquiryId), { reason: 'request', nowMs });

const draftOf = (inquiryId: InquiryId, attempt: number) => ({
  inquiryId,
  run,
  attempt: Attempt.parse(attempt),
  text: 'Dear Mina',
  citations: [],
  language: 'en',
  needsHuman: false,
  modelUsed: 'model',
  promptVersion: '1',
  promptTokens: 1,
  completionTokens: 1,
  costUsd: 0,
  createdAtMs: nowMs,
});

test('the head of an erased inquiry says nothing but that it was', async () => {
  const { companyId } = world.company;
  const inquiryId = await givenInquiry(companyId, { title: 'My secret', customerEmail: 'mina@example.com' });
  await givenEscalation(companyId, inquiryId);
  const before = await headOf(inquiryId);

  expect((await bury(inquiryId)).kind).toBe('committed');

  const expected: Partial<InquiryItem> = {
    inquiryId,
    companyId,
    mode: 'live',
    title: '',
    status: 'erased',
    run,
    entry: 'answer',
    escalationRequested: false,
    warnings: [],
    estimatedResponseTime: before.estimatedResponseTime,
    version: before.version + 1,
    createdAtMs: before.createdAtMs,
    updatedAtMs: nowMs,
    expiresAt: nowMs / 1000 + 400 * 86_400,
  };
  expect(await headOf(inquiryId)).toEqual(expected);
});

test('an inquiry that has moved since it was read is not erased unseen', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  const seen = await workspaceOf(inquiryId);
  await givenEscalation(world.company.companyId, inquiryId);

  const outcome = await eraseInquiry(seen, { reason: 'retention', nowMs });

  expect(outcome.kind).toBe('conflict');
  expect((await headOf(inquiryId)).status).toBe('escalated');
});

test('what a task had under way when the inquiry was erased is not written', async () => {
  const { companyId } = world.company;
  const inquiryId = await givenInquiry(companyId);
  const escalation = await givenEscalation(companyId, inquiryId);
  await bury(inquiryId);

  await expect(createDraft(draftOf(inquiryId, 2))).rejects.toMatchObject({ name: 'RunSuperseded' });
  await expect(
    createPageText({
      inquiryId,
      attachmentNumber: AttachmentNumber.parse(2),
      page: 1,
      outcome: 'read',
      text: 'Mina Kim',
      unsureWords: [],
    }),
  ).rejects.toMatchObject({ name: 'RunSuperseded' });
  const { escalationId, generation } = escalation;
  expect(await keepTaskToken({ escalationId, run, generation, taskToken: 'token' })).toBe('refused');
  const step = {
    next: {
      stage: 'reminded',
      ownerAgentId: escalation.ownerAgentId,
      generation,
      dueAtMs: nowMs,
      repeatedHandovers: 0,
    },
    notificationKind: 'staff_reminder',
    eventKind: 'reminded',
    nowMs,
  } as const;
  expect((await advanceEscalation(escalation, step)).kind).toBe('conflict');
});

test('a wiped inquiry is a tombstone and one line', async () => {
  const { companyId } = world.company;
  const inquiryId = await givenInquiry(companyId, { customerEmail: 'mina@example.com' });
  await givenEscalation(companyId, inquiryId);
  await bury(inquiryId);

  await wipeItems(await workspaceOf(inquiryId));

  expect(await readWorkspace(inquiryId)).toBeNull();
  expect((await listEvents(inquiryId)).map(({ kind, facts }) => ({ kind, facts }))).toEqual([
    { kind: 'erased', facts: { reason: 'request' } },
  ]);
});
