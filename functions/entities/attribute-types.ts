import { CustomAttributeType } from 'electrodb';
import type { UsageSums } from '../../domain/usage/sum-usage.ts';
import type { Citation, QualitySubScores } from '../../schemas/answer.ts';
import type { CompanySettings, Scope } from '../../schemas/company.ts';
import type {
  AgentId,
  ApiKeyId,
  AttachmentNumber,
  Attempt,
  CompanyId,
  DataRequestId,
  EscalationId,
  InquiryId,
  JobId,
  KnowledgeId,
  Run,
  UploadId,
  WebhookDeliveryId,
  WebhookEndpointId,
} from '../../schemas/ids.ts';
import type { AttachmentType, InquirySignal, InquiryWarning, OcrRoute, PriorityReason } from '../../schemas/inquiry.ts';
import type { DurationSeconds, EpochMs } from '../../schemas/units.ts';
import type { WebhookEvent, WebhookFault } from '../../schemas/webhook.ts';

/** A file that came with an inquiry; its bytes are the object `objectKey` of the bucket. */
export interface StoredAttachment {
  readonly number: AttachmentNumber;
  readonly filename: string;
  readonly contentType: AttachmentType;
  readonly bytes: number;
  readonly pages: number;
  readonly objectKey: string;
}

export interface CommittedReply {
  readonly text: string;
  readonly agentId: AgentId;
  readonly atMs: EpochMs;
}

/** The asker's feedback on the answer of a run. */
export interface Feedback {
  readonly run: Run;
  readonly helpful: boolean;
}

/** One attempt to deliver a webhook: answered with a status, or unanswered. */
export interface WebhookAttempt {
  readonly atMs: EpochMs;
  readonly durationMs: number;
  readonly status?: number;
  readonly fault?: WebhookFault;
}

/** ElectroDB's attribute types under our brands. */
export const type = {
  companyId: CustomAttributeType<CompanyId>('string'),
  inquiryId: CustomAttributeType<InquiryId>('string'),
  apiKeyId: CustomAttributeType<ApiKeyId>('string'),
  knowledgeId: CustomAttributeType<KnowledgeId>('string'),
  uploadId: CustomAttributeType<UploadId>('string'),
  jobId: CustomAttributeType<JobId>('string'),
  dataRequestId: CustomAttributeType<DataRequestId>('string'),
  agentId: CustomAttributeType<AgentId>('string'),
  escalationId: CustomAttributeType<EscalationId>('string'),
  attachmentNumber: CustomAttributeType<AttachmentNumber>('number'),
  run: CustomAttributeType<Run>('number'),
  attempt: CustomAttributeType<Attempt>('number'),
  epochMs: CustomAttributeType<EpochMs>('number'),
  durationSeconds: CustomAttributeType<DurationSeconds>('number'),
  pageReaders: CustomAttributeType<readonly OcrRoute[]>('any'),
  strings: CustomAttributeType<readonly string[]>('any'),
  warnings: CustomAttributeType<readonly InquiryWarning[]>('any'),
  signals: CustomAttributeType<readonly InquirySignal[]>('any'),
  priorityReasons: CustomAttributeType<readonly PriorityReason[]>('any'),
  attachments: CustomAttributeType<readonly StoredAttachment[]>('any'),
  citations: CustomAttributeType<readonly Citation[]>('any'),
  subScores: CustomAttributeType<QualitySubScores>('any'),
  feedback: CustomAttributeType<Feedback>('any'),
  reply: CustomAttributeType<CommittedReply>('any'),
  facts: CustomAttributeType<Readonly<Record<string, string | number | boolean>>>('any'),
  companySettings: CustomAttributeType<CompanySettings>('any'),
  webhookEndpointId: CustomAttributeType<WebhookEndpointId>('string'),
  webhookDeliveryId: CustomAttributeType<WebhookDeliveryId>('string'),
  webhookEvents: CustomAttributeType<readonly WebhookEvent[]>('any'),
  webhookAttempts: CustomAttributeType<readonly WebhookAttempt[]>('any'),
  scopes: CustomAttributeType<readonly Scope[]>('any'),
  usageSums: CustomAttributeType<UsageSums>('any'),
} as const;

/** Digits of a zero-padded number in a sort key: enough for milliseconds until the year 5138 and for every run. */
export const padding = {
  epochMs: { length: 14, char: '0' },
  count: { length: 5, char: '0' },
} as const;
