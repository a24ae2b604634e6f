import { keyDocs } from './api-key-docs.ts';
import { escalationDocs } from './escalation-docs.ts';
import { followUpDocs } from './follow-up-docs.ts';
import { inquiryDocs } from './inquiry-docs.ts';
import { knowledgeDocs } from './knowledge-docs.ts';
import { knowledgeSearchDocs } from './knowledge-search-docs.ts';
import type { OperationDocs } from './operation-docs.ts';
import { pageDocs } from './page-docs.ts';
import { privacyDocs } from './privacy-docs.ts';
import type { OperationId } from './routes.ts';
import { serviceDocs } from './service-docs.ts';
import { settingsDocs } from './settings-docs.ts';
import { submissionDocs } from './submission-docs.ts';
import { uploadDocs } from './upload-docs.ts';
import { usageDocs } from './usage-docs.ts';
import { webhookDocs } from './webhook-docs.ts';

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
