import { noUsage } from '../../../domain/usage/sum-usage.ts';
import { commit } from '../../../functions/entities/commit.ts';
import { claimIdempotencyKey } from '../../../functions/entities/idempotency.ts';
import { changeKnowledge } from '../../../functions/entities/knowledge.ts';
import { createUpload, takeUpload } from '../../../functions/entities/upload.ts';
import { keepUsageDay, usageItems } from '../../../functions/entities/usage.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { type NewInquiry, submitInquiry } from '../../../functions/transactions/submit-inquiry.ts';
import { type CompanyId, InquiryId, KnowledgeId, Run, UploadId } from '../../../schemas/ids.ts';
import { durationSeconds } from '../../../schemas/units.ts';
import { claimed } from './account-writes.ts';
import { nowMs } from './inquiry-writes.ts';
import { claimOf } from './job-writes.ts';
import { alter, writeCase } from './write-case.ts';

const conflict = { committed: 'committed', refused: 'conflict' };
const ofCompany = async (companyId: CompanyId) => ({ companyId });

const entryOf = (companyId: CompanyId) => ({
  companyId,
  knowledgeId: KnowledgeId.parse(newUlid(nowMs)),
  title: 'Refunds',
  text: 'Three days.',
  language: 'en',
  state: 'active' as const,
  version: 1,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});
type Entry = ReturnType<typeof entryOf>;
async function storedEntry(companyId: CompanyId): Promise<Entry> {
  const entry = entryOf(companyId);
  await changeKnowledge(companyId, { changes: [{ kind: 'create', entry }], nowMs });
  return entry;
}
const entry = (change: Parameters<typeof alter>[2]) => (known: Entry) =>
  alter('knowledgeEntry', known.knowledgeId, change);
const ofEntry = { version: entry({ version: 2 }), createdAtMs: entry({ createdAtMs: 1 }) };

const uploadOf = (companyId: CompanyId) => ({
  companyId,
  uploadId: UploadId.parse(newUlid(nowMs)),
  mode: 'live' as const,
  filename: 'a.png',
  contentType: 'image/png' as const,
  bytes: 10,
  sha256: 'sha',
  expiresAt: 2_000_000_000,
});

const usageOf = (companyId: CompanyId) => ({
  companyId,
  inquiryId: InquiryId.parse(newUlid(nowMs)),
  run: Run.parse(1),
  isFirst: true,
  outcome: 'answered' as const,
  promptTokens: 1,
  completionTokens: 1,
  modelCostUsd: 0,
  pagesRead: 0,
  comprehendUnits: 0,
  atMs: nowMs,
});

async function submission(companyId: CompanyId): Promise<NewInquiry> {
  const upload = uploadOf(companyId);
  await createUpload(upload);
  const inquiryId = InquiryId.parse(newUlid(nowMs));
  return {
    inquiryId,
    companyId,
    run: Run.parse(1),
    title: 'Where is it?',
    content: 'My parcel.',
    externalId: `ticket ${inquiryId}`,
    attachments: [],
    uploadIds: [upload.uploadId],
    estimatedResponseTime: durationSeconds(60),
    idempotency: claimOf(companyId).idempotency,
    nowMs,
  };
}
export const contentWrites = {
  submitInquiry: writeCase({
    committed: 'committed',
    refused: 'id_taken',
    given: submission,
    write: submitInquiry,
    violations: {
      'new inquiry': ({ externalId: _, uploadIds: __, idempotency: ___, ...inquiry }) =>
        submitInquiry({ ...inquiry, title: 'Earlier' }),
      expiresAt: claimed,
      'new externalReference': ({ uploadIds: _, idempotency: __, ...inquiry }) =>
        submitInquiry({ ...inquiry, inquiryId: InquiryId.parse(newUlid(nowMs)) }),
      state: ({ uploadIds }) => alter('upload', uploadIds?.[0] ?? '', { state: 'used' }),
    },
    answers: { expiresAt: 'key_taken', 'new externalReference': 'external_id_taken', state: 'upload_taken' },
  }),
  claimIdempotencyKey: writeCase({
    ...conflict,
    given: ofCompany,
    write: ({ companyId }) => commit([claimIdempotencyKey({ ...claimOf(companyId), resourceId: 'mine', nowMs })]),
    violations: { expiresAt: claimed },
  }),
  changeKnowledge: writeCase({
    ...conflict,
    given: storedEntry,
    write: (known) => {
      const { companyId } = known;
      const changes = [
        { kind: 'replace' as const, known, entry: { ...known, text: 'Four days.', version: 2 } },
        {
          kind: 'create' as const,
          entry: { ...known, knowledgeId: KnowledgeId.parse(`${known.knowledgeId}-more`) },
        },
      ];
      return changeKnowledge(companyId, {
        changes,
        claim: { ...claimOf(companyId), resourceId: 'mine', nowMs },
        nowMs,
      });
    },
    violations: {
      ...ofEntry,
      'new knowledgeEntry': (known) =>
        changeKnowledge(known.companyId, {
          changes: [
            {
              kind: 'create',
              entry: {
                ...known,
                title: 'First',
                knowledgeId: KnowledgeId.parse(`${known.knowledgeId}-more`),
              },
            },
          ],
          nowMs,
        }),
      expiresAt: claimed,
    },
  }),
  'changeKnowledge, removing': writeCase({
    ...conflict,
    given: storedEntry,
    write: (known) => changeKnowledge(known.companyId, { changes: [{ kind: 'remove', known }], nowMs }),
    violations: ofEntry,
  }),
  createUpload: writeCase({
    committed: 'undefined',
    refused: 'ConditionalCheckFailedException',
    given: async (companyId) => uploadOf(companyId),
    write: createUpload,
    violations: { 'new upload': (upload) => createUpload({ ...upload, filename: 'first.png' }) },
  }),
  takeUpload: writeCase({
    ...conflict,
    given: async (companyId) => {
      const upload = uploadOf(companyId);
      await createUpload(upload);
      return upload;
    },
    write: ({ companyId, uploadId }) =>
      commit([takeUpload({ companyId, uploadId, inquiryId: InquiryId.parse(newUlid(nowMs)) })]),
    violations: { state: ({ uploadId }) => alter('upload', uploadId, { state: 'used' }) },
  }),
  usageItems: writeCase({
    ...conflict,
    given: async (companyId) => usageOf(companyId),
    write: (usage) => commit(usageItems(usage)),
    violations: { 'new usageEntry': (usage) => commit(usageItems({ ...usage, promptTokens: 9 })) },
  }),
  keepUsageDay: writeCase({
    committed: 'undefined',
    refused: 'undefined',
    given: ofCompany,
    write: ({ companyId }) => keepUsageDay({ companyId, day: '2026-01-01' }, { sums: noUsage, nowMs }),
    violations: {
      'new usageDay': ({ companyId }) =>
        keepUsageDay({ companyId, day: '2026-01-01' }, { sums: { ...noUsage, inquiries: 9 }, nowMs }),
    },
  }),
};
