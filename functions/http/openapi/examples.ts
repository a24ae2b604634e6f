import { escalationExamples } from './examples/escalations.ts';
import { inquiryExamples } from './examples/inquiries.ts';
import { keyExamples } from './examples/keys.ts';
import { knowledgeExamples } from './examples/knowledge.ts';
import type { OperationExamples } from './examples/operation-examples.ts';
import { privacyExamples } from './examples/privacy.ts';
import { settingsExamples } from './examples/settings.ts';
import { uploadExamples } from './examples/uploads.ts';
import { usageExamples } from './examples/usage.ts';
import { webhookExamples } from './examples/webhooks.ts';

/** By operation, one file an area of the API; an operation without a body needs none. */
export const operationExamples: Readonly<Partial<Record<string, OperationExamples>>> = {
  ...inquiryExamples,
  ...webhookExamples,
  ...keyExamples,
  ...usageExamples,
  ...uploadExamples,
  ...escalationExamples,
  ...knowledgeExamples,
  ...settingsExamples,
  ...privacyExamples,
};
