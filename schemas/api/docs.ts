import type * as z from 'zod/mini';
import { keyDocs, keyFields } from './api-key-docs.ts';
import { costFields } from './cost-docs.ts';
import { escalationDocs, escalationFields } from './escalation-docs.ts';
import type { FieldDocs } from './field-docs.ts';
import { followUpDocs, followUpFields } from './follow-up-docs.ts';
import { inquiryDocs, inquiryFields } from './inquiry-docs.ts';
import { knowledgeDocs, knowledgeFields } from './knowledge-docs.ts';
import { knowledgeSearchDocs, knowledgeSearchFields } from './knowledge-search-docs.ts';
import type { OperationDocs } from './operation-docs.ts';
import { pageDocs, pageFields } from './page-docs.ts';
import { privacyDocs, privacyFields } from './privacy-docs.ts';
import { problemFields } from './problem-docs.ts';
import type { OperationId } from './routes.ts';
import { serviceDocs } from './service-docs.ts';
import { settingsDocs, settingsFields } from './settings-docs.ts';
import { submissionDocs, submissionFields } from './submission-docs.ts';
import { uploadDocs, uploadFields } from './upload-docs.ts';
import { usageDocs, usageFields } from './usage-docs.ts';
import { webhookDocs, webhookFields } from './webhook-docs.ts';

/** The documentation of every operation. Only the OpenAPI document reads it: no other function's bundle holds it. */
export const operationDocs: Readonly<Record<OperationId, OperationDocs>> = {
  ...submissionDocs,
  ...inquiryDocs,
  ...followUpDocs,
  ...keyDocs,
  ...webhookDocs,
  ...usageDocs,
  ...escalationDocs,
  ...knowledgeDocs,
  ...knowledgeSearchDocs,
  ...settingsDocs,
  ...privacyDocs,
  ...pageDocs,
  ...serviceDocs,
  ...uploadDocs,
};

const fields: readonly FieldDocs[] = [
  ...submissionFields,
  ...inquiryFields,
  ...followUpFields,
  ...keyFields,
  ...escalationFields,
  ...knowledgeFields,
  ...knowledgeSearchFields,
  ...webhookFields,
  ...privacyFields,
  ...settingsFields,
  ...uploadFields,
  ...usageFields,
  ...pageFields,
  ...costFields,
  ...problemFields,
];

/** For each object schema of the API: a description of each of its properties. */
export const schemaFields: ReadonlyMap<z.core.$ZodType, FieldDocs[1]> = new Map(fields);

/** Parameters of paths, by name. */
export const pathFields = {
  inquiryId: 'Id of the inquiry, as its submission returned it.',
  escalationId: 'Id of the escalation, as the list of cases has it.',
  knowledgeId: 'Id of the knowledge entry, 1–64 of `a-z`, `0-9` and `-`.',
  apiKeyId: 'Id of the API key, as its creation returned it; not the key itself.',
  webhookEndpointId: 'Id of the webhook endpoint, as its creation returned it.',
  webhookDeliveryId: 'Id of the webhook delivery, as the list of deliveries has it.',
  dataRequestId: 'Id of the request, as POST /v1/data-requests returned it.',
  statusToken: 'Token of the customer’s link, the last part of `statusUrl`.',
  linkToken: 'Token of the link in an agent’s mail; spent by a reply or a new owner.',
};
