import { recordAnalysis } from '../../../functions/entities/analysis.ts';
import { Answer } from '../../../functions/entities/answer.ts';
import { commit, createOnce } from '../../../functions/entities/commit.ts';
import { createDraft, Draft } from '../../../functions/entities/draft.ts';
import { changeInquiry, type InquiryItem, unlessErased } from '../../../functions/entities/inquiry.ts';
import { createPageText } from '../../../functions/entities/inquiry-text.ts';
import { Message } from '../../../functions/entities/message.ts';
import { addPersonReference } from '../../../functions/entities/person-index.ts';
import { createRetrieval } from '../../../functions/entities/retrieval.ts';
import { recordEvent } from '../../../functions/entities/timeline.ts';
import { readWorkspace } from '../../../functions/entities/workspace.ts';
import { addMessageAndRaiseRun } from '../../../functions/transactions/add-message.ts';
import { storeAnswer } from '../../../functions/transactions/commit-answer.ts';
import { eraseInquiry } from '../../../functions/transactions/erase-inquiry.ts';
import { markPersonRequested, raiseRunForPerson, reopenInquiry } from '../../../functions/transactions/raise-run.ts';
import { planReplacement, raiseLostRun, replaceLostRun } from '../../../functions/transactions/replace-lost-run.ts';
import { recordFeedback, settleInquiry } from '../../../functions/transactions/resolve-inquiry.ts';
import { AttachmentNumber, Attempt, type CompanyId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { givenAnswer, givenInquiry, headOf } from '../../support/inquiry-fixtures.ts';
import { alter, writeCase } from './write-case.ts';

export const nowMs = epochMs(1_900_000_000_000);
const nextRun = Run.parse(2);

export const pending = async (companyId: CompanyId): Promise<InquiryItem> => headOf(await givenInquiry(companyId));

async function answered(companyId: CompanyId): Promise<InquiryItem> {
  const inquiryId = await givenInquiry(companyId);
  await givenAnswer(inquiryId);
  return headOf(inquiryId);
}

const altered = (change: Parameters<typeof alter>[2]) => (inquiry: InquiryItem) =>
  alter('inquiry', inquiry.inquiryId, change);

/** Violations of what every move of an inquiry asks for; `other` is a status from which the move is not allowed. */
const moved = (other: string) => ({
  run: altered({ run: 2 }),
  status: altered({ status: 'erased' }),
  'status: of another event': altered({ status: other }),
});
const conflict = { committed: 'committed', refused: 'conflict' };
const erased = { status: altered({ status: 'erased' }) };

const draftOf = ({ inquiryId, run }: InquiryItem) => ({
  inquiryId,
  run,
  attempt: Attempt.parse(1),
  text: 'On Tuesday.',
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
const pageOf = ({ inquiryId }: InquiryItem) => ({
  inquiryId,
  attachmentNumber: AttachmentNumber.parse(1),
  page: 1,
  outcome: 'read' as const,
  text: 'Label',
  unsureWords: [],
});
const retrievalOf = ({ inquiryId, run }: InquiryItem) => ({ inquiryId, run, found: '{}', createdAtMs: nowMs });
const analysisOf = ({ inquiryId, companyId, run }: InquiryItem) => ({
  inquiryId,
  companyId,
  run,
  signals: [],
  priorityReasons: [],
  personalDataTypes: [],
  head: {},
  nowMs,
});
const quality = {
  decision: 'send' as const,
  responseQualityScore: 4.2,
  subScores: { citations: 1, grounding: 1, language: 1, coverage: 1, retrieval: 1 },
  reasons: [],
};
const answerOf = ({ inquiryId, run }: InquiryItem) => ({
  inquiryId,
  run,
  source: 'ai' as const,
  text: 'Earlier.',
  citations: [],
  createdAtMs: nowMs,
});
const messageOf = ({ inquiryId }: InquiryItem) => ({
  inquiryId,
  run: nextRun,
  number: 0,
  by: 'customer' as const,
  text: 'Earlier.',
  createdAtMs: nowMs,
});

const once = { committed: 'created', refused: 'RunSuperseded' };

export const inquiryWrites = {
  changeInquiry: writeCase({
    ...conflict,
    given: pending,
    write: ({ inquiryId, run }) =>
      commit([changeInquiry({ inquiryId, run, event: 'answer_stored', set: {}, nowMs, unlessPersonRequested: true })]),
    violations: { ...moved('resolved'), escalationRequested: altered({ escalationRequested: true }) },
  }),
  unlessErased: writeCase({
    ...conflict,
    given: pending,
    write: ({ inquiryId, run }) =>
      commit([unlessErased(inquiryId), recordEvent({ inquiryId, run, kind: 'feedback', atMs: nowMs })]),
    violations: erased,
  }),
  createOnce: writeCase({
    ...once,
    given: pending,
    write: (inquiry) => createOnce(inquiry, Draft.inTransaction().create(draftOf(inquiry)).commit()),
    violations: erased,
  }),
  createDraft: writeCase({
    ...once,
    given: pending,
    write: (inquiry) => createDraft(draftOf(inquiry)),
    violations: { ...erased, 'new draft': (inquiry) => createDraft({ ...draftOf(inquiry), text: 'First.' }) },
    answers: { 'new draft': 'exists' },
  }),
  createPageText: writeCase({
    ...once,
    given: pending,
    write: (inquiry) => createPageText(pageOf(inquiry)),
    violations: { ...erased, 'new pageText': (inquiry) => createPageText({ ...pageOf(inquiry), text: 'First' }) },
    answers: { 'new pageText': 'exists' },
  }),
  createRetrieval: writeCase({
    ...once,
    given: pending,
    write: (inquiry) => createRetrieval(retrievalOf(inquiry)),
    violations: { ...erased, 'new retrieval': (inquiry) => createRetrieval({ ...retrievalOf(inquiry), found: '[]' }) },
    answers: { 'new retrieval': 'exists' },
  }),
  addPersonReference: writeCase({
    committed: 'undefined',
    refused: 'undefined',
    given: pending,
    write: ({ inquiryId, companyId }) => addPersonReference({ inquiryId, companyId, personHash: 'hash' }),
    violations: erased,
  }),
  recordAnalysis: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => recordAnalysis(analysisOf(inquiry)),
    violations: {
      run: altered({ run: 2 }),
      ...erased,
      'new analysis': (inquiry) => recordAnalysis({ ...analysisOf(inquiry), personalDataTypes: ['email'] }),
    },
  }),
  storeAnswer: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => storeAnswer({ inquiry, draft: draftOf(inquiry), quality, wantsMail: true, usage: null, nowMs }),
    violations: {
      ...moved('escalated'),
      escalationRequested: altered({ escalationRequested: true }),
      'new answer': (inquiry) => Answer().put(answerOf(inquiry)).go(),
    },
  }),
  settleInquiry: writeCase({
    ...conflict,
    given: answered,
    write: (inquiry) => settleInquiry(inquiry, nowMs),
    violations: moved('escalated'),
  }),
  recordFeedback: writeCase({
    ...conflict,
    given: answered,
    write: (inquiry) => recordFeedback(inquiry, { by: 'customer', helpful: true, nowMs }),
    violations: moved('escalated'),
  }),
  reopenInquiry: writeCase({
    ...conflict,
    given: answered,
    write: (inquiry) => reopenInquiry(inquiry, { by: 'customer', message: 'Still not here.', nowMs }),
    violations: { ...moved('escalated'), 'new message': (inquiry) => Message().put(messageOf(inquiry)).go() },
  }),
  raiseLostRun: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => raiseLostRun(inquiry, { cause: 'TimedOut', nowMs }),
    violations: moved('ai_responded'),
  }),
  replaceLostRun: writeCase({
    committed: 'replaced',
    refused: 'moved_on',
    given: pending,
    write: (inquiry) => replaceLostRun(inquiry, { cause: 'TimedOut', nowMs }),
    violations: moved('ai_responded'),
  }),
  planReplacement: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => planReplacement(inquiry, nowMs),
    violations: { run: altered({ run: 2 }), ...erased },
  }),
  markPersonRequested: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => markPersonRequested(inquiry, { by: 'customer', nowMs }),
    violations: moved('ai_responded'),
  }),
  raiseRunForPerson: writeCase({
    ...conflict,
    given: answered,
    write: (inquiry) => raiseRunForPerson(inquiry, { by: 'customer', nowMs }),
    violations: moved('escalated'),
  }),
  addMessageAndRaiseRun: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => addMessageAndRaiseRun(inquiry, { by: 'customer', text: 'More.', nowMs }),
    violations: { ...moved('ai_responded'), 'new message': (inquiry) => Message().put(messageOf(inquiry)).go() },
  }),
  eraseInquiry: writeCase({
    ...conflict,
    given: async (companyId) => {
      const workspace = await readWorkspace((await answered(companyId)).inquiryId);
      if (workspace === null) throw new Error('no workspace');
      return workspace;
    },
    write: (workspace) => eraseInquiry(workspace, { reason: 'request', nowMs }),
    violations: {
      version: ({ inquiry }) => altered({ version: 7 })(inquiry),
      status: ({ inquiry }) => altered({ status: 'erased' })(inquiry),
    },
  }),
};
