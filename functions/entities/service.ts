import { createWriteTransaction, type EntityConfiguration, Service } from 'electrodb';
import { dynamodbClient } from '../clients/dynamodb.ts';
import { config } from '../config.ts';
import { once } from '../once.ts';
import { Allowance } from './models/allowance.ts';
import { Analysis } from './models/analysis.ts';
import { Answer } from './models/answer.ts';
import { ApiKey } from './models/api-key.ts';
import { Company } from './models/company.ts';
import { DataRequest } from './models/data-request.ts';
import { Draft } from './models/draft.ts';
import { DueWork } from './models/due-work.ts';
import { Escalation } from './models/escalation.ts';
import { ExternalReference } from './models/external-reference.ts';
import { IdempotencyRecord } from './models/idempotency-record.ts';
import { IndexState } from './models/index-state.ts';
import { Inquiry } from './models/inquiry.ts';
import { InquiryText } from './models/inquiry-text.ts';
import { Job } from './models/job.ts';
import { KnowledgeEntry } from './models/knowledge-entry.ts';
import { Message } from './models/message.ts';
import { Notification } from './models/notification.ts';
import { PageText } from './models/page-text.ts';
import { PersonIndex } from './models/person-index.ts';
import { PersonReference } from './models/person-reference.ts';
import { Retrieval } from './models/retrieval.ts';
import { TimelineEvent } from './models/timeline-event.ts';
import { Upload } from './models/upload.ts';
import { UsageDay } from './models/usage-day.ts';
import { UsageEntry } from './models/usage-entry.ts';
import { WebhookDelivery } from './models/webhook-delivery.ts';
import { WebhookEndpoint } from './models/webhook-endpoint.ts';
import { onFirstUse } from './on-first-use.ts';

const models = {
  inquiry: Inquiry,
  inquiryText: InquiryText,
  pageText: PageText,
  analysis: Analysis,
  retrieval: Retrieval,
  draft: Draft,
  answer: Answer,
  message: Message,
  escalation: Escalation,
  notification: Notification,
  timelineEvent: TimelineEvent,
  dueWork: DueWork,
  job: Job,
  knowledgeEntry: KnowledgeEntry,
  indexState: IndexState,
  idempotencyRecord: IdempotencyRecord,
  externalReference: ExternalReference,
  personReference: PersonReference,
  personIndex: PersonIndex,
  dataRequest: DataRequest,
  company: Company,
  apiKey: ApiKey,
  webhookEndpoint: WebhookEndpoint,
  webhookDelivery: WebhookDelivery,
  allowance: Allowance,
  usageEntry: UsageEntry,
  usageDay: UsageDay,
  upload: Upload,
};
type Entities = { [Name in keyof typeof models]: ReturnType<(typeof models)[Name]> };

/** Joined only for its type: what may be asked for inside a transaction. */
export type TransactionBuild = Parameters<Service<Entities>['transaction']['write']>[0];

/** The single table. Everything is made at first use, when the environment is known, and only what is used. */
export const store = once(() => {
  const at = { table: config().tableName, client: dynamodbClient() };
  const entities = onFirstUse<Entities, EntityConfiguration>(models, at);
  return {
    entities,
    /** One query each, of a partition whose items are of several kinds. */
    collections: {
      workspace: once(() => {
        const { inquiry, inquiryText, pageText, analysis, retrieval, draft, answer } = entities;
        const { message, escalation, notification } = entities;
        const machine = { inquiry, inquiryText, pageText, analysis, retrieval, draft, answer };
        return new Service({ ...machine, message, escalation, notification }, at).collections.workspace;
      }),
      account: once(() => {
        const { company, webhookEndpoint } = entities;
        return new Service({ company, webhookEndpoint }, at).collections.account;
      }),
    },
    transaction: (build: TransactionBuild) => {
      // ElectroDB sends it by the first entity that there is.
      void entities.inquiry;
      return createWriteTransaction(entities, build);
    },
  };
});
export type TransactionEntities = Parameters<TransactionBuild>[0];
