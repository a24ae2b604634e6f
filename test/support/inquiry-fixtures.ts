import { recordAnalysis } from '../../functions/entities/analysis.ts';
import { createDraft } from '../../functions/entities/draft.ts';
import type { EscalationItem } from '../../functions/entities/escalation.ts';
import { findInquiry } from '../../functions/entities/inquiry.ts';
import { createPageText } from '../../functions/entities/inquiry-text.ts';
import { createRetrieval } from '../../functions/entities/retrieval.ts';
import { statusTokenOf } from '../../functions/tokens/sealed-tokens.ts';
import { storeAnswer } from '../../functions/transactions/commit-answer.ts';
import { openEscalation } from '../../functions/transactions/open-escalation.ts';
import { submitInquiry } from '../../functions/transactions/submit-inquiry.ts';
import {
  AgentId,
  AttachmentNumber,
  Attempt,
  type CompanyId,
  escalationIdOf,
  InquiryId,
  Run,
} from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';
import { durationSeconds, type EpochMs, epochMs } from '../../schemas/units.ts';
import type { Retrieved } from '../../schemas/workflow.ts';

const firstRun = Run.parse(1);

let made = 0;

/** Ids in the order of their making, like ULIDs. */
const nextInquiryId = (): InquiryId => {
  made += 1;
  return InquiryId.parse(`01jd${String(made).padStart(22, '0')}`);
};

/** A pending inquiry in the store. */
export async function givenInquiry(
  companyId: CompanyId,
  fields: { title?: string; content?: string; customerEmail?: string; mode?: Mode; nowMs?: EpochMs } = {},
): Promise<InquiryId> {
  const inquiryId = nextInquiryId();
  const { title = 'Where is my parcel?', content = 'It should be here.', nowMs = epochMs(Date.now()) } = fields;
  const { mode = 'live' } = fields;
  await submitInquiry({
    inquiryId,
    companyId,
    mode,
    run: firstRun,
    title,
    content,
    customerEmail: fields.customerEmail,
    attachments: [
      {
        number: AttachmentNumber.parse(1),
        filename: 'label <1>.png',
        contentType: 'image/png',
        bytes: 10,
        pages: 1,
        objectKey: 'key',
      },
    ],
    estimatedResponseTime: durationSeconds(60),
    nowMs,
  });
  return inquiryId;
}

const draftOf = (inquiryId: InquiryId, text: string) => ({
  inquiryId,
  run: firstRun,
  attempt: Attempt.parse(1),
  text,
  citations: [{ passageId: 'p1', title: 'Shipping & times', quote: 'Parcels take <two> days.' }],
  language: 'en',
  needsHuman: false,
  modelUsed: 'model',
  promptVersion: '1',
  promptTokens: 10,
  completionTokens: 5,
  costUsd: 0.001,
  createdAtMs: epochMs(Date.now()),
});

const quality = {
  decision: 'send' as const,
  responseQualityScore: 4.2,
  subScores: { citations: 1, grounding: 1, language: 1, coverage: 1, retrieval: 1 },
  reasons: [],
};

export async function givenAnswer(inquiryId: InquiryId, text = 'It comes on Tuesday.'): Promise<void> {
  const draft = draftOf(inquiryId, text);
  await storeAnswer({
    inquiry: await headOf(inquiryId),
    draft,
    quality,
    wantsMail: false,
    usage: null,
    nowMs: epochMs(Date.now()),
  });
}

export async function givenAnalysis(inquiryId: InquiryId, language: string): Promise<void> {
  await recordAnalysis({
    inquiryId,
    companyId: (await headOf(inquiryId)).companyId,
    run: firstRun,
    signals: [],
    priorityReasons: [{ reason: 'anger', points: 20 }],
    personalDataTypes: [],
    head: { language, urgency: 'high', priorityScore: 71, sentiment: 'NEGATIVE', warnings: [] },
    nowMs: epochMs(Date.now()),
  });
}

/** Two passages; a draft of `draftOf` cites the second. */
const givenRetrieval = (inquiryId: InquiryId, nowMs: EpochMs) =>
  createRetrieval({
    inquiryId,
    run: firstRun,
    found: JSON.stringify(found),
    createdAtMs: nowMs,
  });

const found: Retrieved = {
  passages: [
    { passageId: 'p2', title: 'Pick-up <points>', text: 'Fetch it with your id.', language: 'en', score01: 1 },
    { passageId: 'p1', title: 'Shipping & times', text: 'Parcels take <two> days.', language: 'en', score01: 0.6 },
  ],
  features: { topScore01: 0.5, margin01: 0.2, queryCoverage01: 0.4, titleCoverage01: 0.3 },
  indexEtag: 'tag',
};

/** An open escalation of Mina's, with a draft and a read attachment. */
export async function givenEscalation(
  companyId: CompanyId,
  inquiryId: InquiryId,
  fields: { draft?: string; nowMs?: EpochMs } = {},
): Promise<EscalationItem> {
  const { draft = 'A draft <b>answer</b>.', nowMs = epochMs(Date.now()) } = fields;
  await givenRetrieval(inquiryId, nowMs);
  await createDraft(draftOf(inquiryId, draft));
  await createPageText({
    inquiryId,
    attachmentNumber: AttachmentNumber.parse(1),
    page: 1,
    outcome: 'read',
    text: 'Label No. 4711 & co',
    unsureWords: ['4711'],
  });
  const escalation = {
    escalationId: escalationIdOf(inquiryId, firstRun),
    inquiryId,
    companyId,
    run: firstRun,
    state: 'open' as const,
    stage: 'assigned' as const,
    reason: 'low_quality' as const,
    reasons: ['A number is not in the knowledge'],
    urgency: 'high' as const,
    ownerAgentId: AgentId.parse('mina'),
    generation: 1,
    openedAtMs: nowMs,
    dueAtMs: epochMs(nowMs + 1_800_000),
    slaDueAtMs: epochMs(nowMs + 3_600_000),
    repeatedHandovers: 0,
    draftRun: firstRun,
    draftAttempt: Attempt.parse(1),
    responseQualityScore: 2.4,
    version: 1,
  };
  await openEscalation(escalation, { inquiry: await headOf(inquiryId), usage: null, nowMs });
  return escalation;
}

export const headOf = async (inquiryId: InquiryId) => {
  const head = await findInquiry(inquiryId);
  if (head === null) throw new Error(`no inquiry ${inquiryId}`);
  return head;
};

export const statusPath = (inquiryId: InquiryId): string => `/s/${statusTokenOf(inquiryId)}`;
