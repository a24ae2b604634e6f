import { Service } from 'electrodb';
import { dynamodbClient } from '../clients/dynamodb.ts';
import { once } from '../clients/once.ts';
import { config } from '../config.ts';
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
import { TimelineEvent } from './models/timeline-event.ts';
import { Upload } from './models/upload.ts';
import { UsageDay } from './models/usage-day.ts';
import { UsageEntry } from './models/usage-entry.ts';
import { WebhookDelivery } from './models/webhook-delivery.ts';
import { WebhookEndpoint } from './models/webhook-endpoint.ts';

/** The single table. Made at first use, when the environment is known. */
export const store = once(
  () =>
    new Service(
      {
        inquiry: Inquiry,
        inquiryText: InquiryText,
        pageText: PageText,
        analysis: Analysis,
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
      },
      { table: config().tableName, client: dynamodbClient() },
    ),
);
export type Store = ReturnType<typeof store>;
