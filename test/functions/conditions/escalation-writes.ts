import { Answer } from '../../../functions/entities/answer.ts';
import {
  Escalation,
  type EscalationItem,
  findEscalation,
  keepTaskToken,
} from '../../../functions/entities/escalation.ts';
import type { InquiryItem } from '../../../functions/entities/inquiry.ts';
import { Message } from '../../../functions/entities/message.ts';
import { readWorkspace } from '../../../functions/entities/workspace.ts';
import { addMessageForStaff } from '../../../functions/transactions/add-message.ts';
import { advanceEscalation } from '../../../functions/transactions/advance-escalation.ts';
import { commitReply } from '../../../functions/transactions/commit-answer.ts';
import { adoptEscalation, openEscalation } from '../../../functions/transactions/open-escalation.ts';
import { returnToAi } from '../../../functions/transactions/raise-run.ts';
import { AgentId, type CompanyId, escalationIdOf, Run } from '../../../schemas/ids.ts';
import { durationSeconds, epochMs } from '../../../schemas/units.ts';
import { givenEscalation, givenInquiry, headOf } from '../../support/inquiry-fixtures.ts';
import { nowMs, pending } from './inquiry-writes.ts';
import { alter, writeCase } from './write-case.ts';

const mina = AgentId.parse('mina');
const dueAtMs = epochMs(nowMs + 60_000);

interface Known {
  readonly inquiry: InquiryItem;
  readonly escalation: EscalationItem;
}

/** An inquiry that people have, and its open escalation. */
async function escalated(companyId: CompanyId): Promise<Known> {
  const inquiryId = await givenInquiry(companyId);
  const { escalationId } = await givenEscalation(companyId, inquiryId);
  const escalation = await findEscalation(escalationId);
  if (escalation === null) throw new Error(`no escalation ${escalationId}`);
  return { inquiry: await headOf(inquiryId), escalation };
}

/** The same after the run of the escalation was lost and the next one has been raised. */
async function raised(companyId: CompanyId): Promise<Known> {
  const known = await escalated(companyId);
  await alter('inquiry', known.inquiry.inquiryId, { run: 2 });
  return { ...known, inquiry: await headOf(known.inquiry.inquiryId) };
}

const head =
  (change: Parameters<typeof alter>[2]) =>
  ({ inquiry }: { inquiry: InquiryItem }) =>
    alter('inquiry', inquiry.inquiryId, change);
const open =
  (change: Parameters<typeof alter>[2]) =>
  ({ escalation }: Known) =>
    alter('escalation', escalation.inquiryId, change);

/** Violations of the conditions, each by its own name. */
const ofHead = (other: string) => ({
  run: head({ run: 9 }),
  status: head({ status: 'erased' }),
  'status: of another event': head({ status: other }),
});
const replied = ({ escalation: { inquiryId, escalationId, companyId, dueAtMs: known } }: Known) =>
  Escalation()
    .patch({ inquiryId, escalationId })
    .set({ reply: { text: 'Earlier.', agentId: mina, atMs: nowMs }, state: 'open', dueAtMs: known })
    .composite({ companyId })
    .go();
const conflict = { committed: 'committed', refused: 'conflict' };

const newEscalation = ({ inquiryId, companyId, run }: InquiryItem) => ({
  escalationId: escalationIdOf(inquiryId, run),
  inquiryId,
  companyId,
  run,
  state: 'open' as const,
  stage: 'assigned' as const,
  reason: 'low_quality' as const,
  reasons: [],
  urgency: 'high' as const,
  ownerAgentId: mina,
  generation: 1,
  openedAtMs: nowMs,
  dueAtMs,
  slaDueAtMs: dueAtMs,
  repeatedHandovers: 0,
  version: 1,
});

const replyTo = ({ inquiry, escalation }: Known, onlyAsRead: boolean) =>
  commitReply({
    inquiry,
    escalation,
    reply: { text: 'It is on its way.', agentId: mina, atMs: nowMs },
    wantsMail: true,
    onlyAsRead,
  });

export const escalationWrites = {
  openEscalation: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => openEscalation(newEscalation(inquiry), { inquiry, usage: null, nowMs }),
    violations: {
      run: (inquiry) => head({ run: 2 })({ inquiry }),
      status: (inquiry) => head({ status: 'erased' })({ inquiry }),
      'status: of another event': (inquiry) => head({ status: 'ai_responded' })({ inquiry }),
      'new escalation': (inquiry) => Escalation().put(newEscalation(inquiry)).go(),
    },
  }),
  adoptEscalation: writeCase({
    ...conflict,
    given: raised,
    write: ({ escalation, inquiry: { run } }) => adoptEscalation(escalation, { run, nowMs }),
    violations: { ...ofHead('resolved'), version: open({ version: 9 }), state: open({ state: 'closed' }) },
  }),
  keepTaskToken: writeCase({
    committed: 'kept',
    refused: 'refused',
    given: escalated,
    write: ({ escalation: { escalationId, run, generation } }) =>
      keepTaskToken({ escalationId, run, generation, taskToken: 'token' }),
    violations: {
      reply: replied,
      generation: open({ generation: 2 }),
      run: open({ run: 2 }),
      state: open({ state: 'closed' }),
    },
  }),
  advanceEscalation: writeCase({
    ...conflict,
    given: escalated,
    write: ({ escalation }) =>
      advanceEscalation(escalation, {
        next: { stage: 'reminded', ownerAgentId: mina, generation: 1, dueAtMs, repeatedHandovers: 0 },
        notificationKind: 'staff_reminder',
        eventKind: 'reminded',
        nowMs,
      }),
    violations: {
      version: open({ version: 9 }),
      reply: replied,
      run: open({ run: 2 }),
      status: head({ status: 'erased' }),
    },
  }),
  commitReply: writeCase({
    ...conflict,
    given: escalated,
    write: (known) => replyTo(known, true),
    violations: {
      ...ofHead('ai_responded'),
      reply: replied,
      generation: open({ generation: 2 }),
      state: open({ state: 'closed' }),
      version: open({ version: 9 }),
      'new answer': ({ inquiry: { inquiryId, run } }) =>
        Answer().put({ inquiryId, run, source: 'ai', text: 'Earlier.', citations: [], createdAtMs: nowMs }).go(),
    },
  }),
  'commitReply, though a message came in': writeCase({
    ...conflict,
    given: async (companyId) => {
      const known = await escalated(companyId);
      await open({ version: 9 })(known);
      return known;
    },
    write: (known) => replyTo(known, false),
    violations: { reply: replied, generation: open({ generation: 2 }), state: open({ state: 'closed' }) },
  }),
  returnToAi: writeCase({
    ...conflict,
    given: async (companyId) => {
      const known = await escalated(companyId);
      const workspace = await readWorkspace(known.inquiry.inquiryId);
      if (workspace === null) throw new Error('no workspace');
      return { ...known, workspace };
    },
    write: ({ workspace, escalation }) =>
      returnToAi({ workspace, escalation }, { by: mina, estimatedResponseTime: durationSeconds(60), nowMs }),
    violations: {
      ...ofHead('resolved'),
      reply: replied,
      version: open({ version: 9 }),
      state: open({ state: 'closed' }),
    },
  }),
  addMessageForStaff: writeCase({
    ...conflict,
    given: escalated,
    write: ({ inquiry, escalation }) =>
      addMessageForStaff({ inquiry, open: escalation }, { by: 'customer', text: 'More.', number: 1, nowMs }),
    violations: {
      ...ofHead('resolved'),
      reply: replied,
      version: open({ version: 9 }),
      state: open({ state: 'closed' }),
      'new message': ({ inquiry: { inquiryId } }) =>
        Message()
          .put({ inquiryId, run: Run.parse(1), number: 1, by: 'customer', text: 'Earlier.', createdAtMs: nowMs })
          .go(),
    },
  }),
};
