import { startDueAt } from '../../../domain/inquiry/due-times.ts';
import { testPayload } from '../../../domain/webhooks/webhook-payload.ts';
import { commit } from '../../../functions/entities/commit.ts';
import {
  createDataRequest,
  type DataRequestItem,
  findDataRequest,
  finishDataRequest,
  recordPart,
} from '../../../functions/entities/data-request.ts';
import { endDue, postponeDue } from '../../../functions/entities/due-work.ts';
import { recordBuilt, takeBuilding } from '../../../functions/entities/index-state.ts';
import { askForJob, claimJob, endJob, findJob, type JobItem, postponeJob } from '../../../functions/entities/job.ts';
import {
  createWebhookDelivery,
  endWebhookDelivery,
  jobIdOf,
  newWebhook,
  recordWebhookAttempt,
  type WebhookDeliveryItem,
  webhookItems,
} from '../../../functions/entities/webhook-delivery.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { ApiKeyId, type CompanyId, DataRequestId, JobId, WebhookEndpointId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { nowMs, pending } from './inquiry-writes.ts';
import { alter, writeCase } from './write-case.ts';

const laterMs = epochMs(nowMs + 60_000);
const conflict = { committed: 'committed', refused: 'conflict' };
const onlyOnce = { committed: 'true', refused: 'false' };

export const claimOf = (companyId: CompanyId, bodyHash = 'body') => ({
  companyId,
  idempotency: { keyHash: `key of ${companyId}`, bodyHash },
});

async function jobOf(jobId: JobId): Promise<JobItem> {
  const job = await findJob(jobId);
  if (job === null) throw new Error(`no job ${jobId}`);
  return job;
}

/** A job, of the company's index as well. */
async function asked(companyId: CompanyId): Promise<JobItem> {
  const jobId = JobId.parse(newUlid(nowMs));
  await commit([askForJob({ jobId, kind: 'knowledge_index', companyId, nowMs })]);
  return jobOf(jobId);
}
const askedAnew = { dueAtMs: ({ jobId }: JobItem) => alter('job', jobId, { dueAtMs: nowMs + 5_000 }) };

function webhookOf(companyId: CompanyId): WebhookDeliveryItem {
  const webhookEndpointId = WebhookEndpointId.parse(newUlid(nowMs));
  return newWebhook(
    { companyId, webhookEndpointId, mode: 'live' },
    { eventId: 'msg_1', payload: testPayload(webhookEndpointId, nowMs), nowMs },
  );
}

async function delivery(companyId: CompanyId) {
  const webhook = webhookOf(companyId);
  await createWebhookDelivery(webhook);
  return { webhook, job: await jobOf(jobIdOf(webhook)) };
}
type Delivery = { readonly webhook: WebhookDeliveryItem; readonly job: JobItem };
const ofDelivery = {
  state: ({ webhook }: Delivery) => alter('webhookDelivery', webhook.webhookDeliveryId, { state: 'cancelled' }),
  tries: ({ webhook }: Delivery) => alter('webhookDelivery', webhook.webhookDeliveryId, { tries: 1 }),
};

const dataRequestOf = (companyId: CompanyId) => ({
  dataRequestId: DataRequestId.parse(newUlid(nowMs)),
  ...claimOf(companyId),
  mode: 'live' as const,
  kind: 'export' as const,
  personHash: 'hash',
  requestedBy: ApiKeyId.parse(newUlid(nowMs)),
  nowMs,
});

async function requested(companyId: CompanyId): Promise<{ request: DataRequestItem; job: JobItem }> {
  const asked = dataRequestOf(companyId);
  await createDataRequest(asked);
  const request = await findDataRequest(asked);
  if (request === null) throw new Error('no request');
  return { request, job: await jobOf(JobId.parse(asked.dataRequestId)) };
}
const part = { inquiries: 1, items: 1, objects: 0, mails: 0, parts: 1, partBytes: 9, attachmentBytes: 0, cursor: null };

export const jobWrites = {
  endDue: writeCase({
    ...conflict,
    given: pending,
    write: ({ inquiryId, createdAtMs }) => commit([endDue({ inquiryId, dueAtMs: startDueAt(createdAtMs) })]),
    violations: { dueAtMs: ({ inquiryId }) => alter('dueWork', inquiryId, { dueAtMs: 5 }) },
  }),
  postponeDue: writeCase({
    committed: 'postponed',
    refused: 'changed',
    given: pending,
    write: ({ inquiryId, createdAtMs }) => postponeDue({ inquiryId, dueAtMs: startDueAt(createdAtMs) }, laterMs),
    violations: { dueAtMs: ({ inquiryId }) => alter('dueWork', inquiryId, { dueAtMs: 5 }) },
  }),
  endJob: writeCase({
    ...conflict,
    given: asked,
    write: (job) => commit([endJob(job)]),
    violations: askedAnew,
  }),
  claimJob: writeCase({
    committed: 'item',
    refused: 'null',
    given: asked,
    write: (job) => claimJob(job, laterMs),
    violations: askedAnew,
  }),
  postponeJob: writeCase({
    ...onlyOnce,
    given: asked,
    write: (job) => postponeJob(job, laterMs, 'cursor'),
    violations: askedAnew,
  }),
  recordBuilt: writeCase({
    ...conflict,
    given: async (companyId) => {
      await takeBuilding(companyId, { nowMs, untilMs: laterMs });
      return asked(companyId);
    },
    write: (job) => recordBuilt(job, { entries: 1, indexed: 1, characters: 9, etag: 'tag', builtAtMs: nowMs }),
    violations: askedAnew,
  }),
  createDataRequest: writeCase({
    ...conflict,
    given: async (companyId) => dataRequestOf(companyId),
    write: createDataRequest,
    violations: {
      'new dataRequest': ({ idempotency: _, ...request }) => createDataRequest({ ...request, personHash: 'other' }),
      expiresAt: ({ companyId }) => createDataRequest(dataRequestOf(companyId)),
    },
  }),
  finishDataRequest: writeCase({
    ...conflict,
    given: requested,
    write: ({ request, job }) => finishDataRequest(request, { job, state: 'done', nowMs }),
    violations: { dueAtMs: ({ job }) => askedAnew.dueAtMs(job) },
  }),
  recordPart: writeCase({
    committed: 'undefined',
    refused: 'undefined',
    given: requested,
    write: ({ request }) => recordPart(request, part),
    violations: { parts: ({ request }) => alter('dataRequest', request.dataRequestId, { parts: 3 }) },
  }),
  webhookItems: writeCase({
    ...conflict,
    given: async (companyId) => webhookOf(companyId),
    write: (webhook) => commit(webhookItems([webhook])),
    violations: { 'new webhookDelivery': (webhook) => commit(webhookItems([{ ...webhook, tries: 3 }])) },
  }),
  recordWebhookAttempt: writeCase({
    committed: 'item',
    refused: 'null',
    given: delivery,
    write: ({ webhook }) =>
      recordWebhookAttempt(webhook, { attempt: { atMs: nowMs, durationMs: 5, status: 500 }, nextAttemptAtMs: laterMs }),
    violations: ofDelivery,
  }),
  endWebhookDelivery: writeCase({
    ...conflict,
    given: delivery,
    write: ({ webhook, job }) => endWebhookDelivery(webhook, { job, state: 'delivered' }),
    violations: { ...ofDelivery, dueAtMs: ({ job }) => askedAnew.dueAtMs(job) },
  }),
};
