import type * as z from 'zod/mini';
import {
  ApiKeyId,
  DataRequestId,
  EscalationId,
  InquiryId,
  KnowledgeId,
  WebhookDeliveryId,
  WebhookEndpointId,
} from '../../schemas/ids.ts';
import { ProblemError } from './problem-error.ts';

/** Path parameters that are ids, by their name in the path. What cannot be an id is no resource. */
const pathIds = {
  inquiryId: InquiryId,
  apiKeyId: ApiKeyId,
  knowledgeId: KnowledgeId,
  escalationId: EscalationId,
  webhookEndpointId: WebhookEndpointId,
  webhookDeliveryId: WebhookDeliveryId,
  dataRequestId: DataRequestId,
} as const satisfies Record<string, z.ZodMiniType>;

export type PathIds = { readonly [Name in keyof typeof pathIds]: z.output<(typeof pathIds)[Name]> };

/** @throws ProblemError not_found when a parameter that must be an id is none */
export function requirePathIds(path: Readonly<Record<string, string>>): void {
  for (const [name, schema] of Object.entries(pathIds)) {
    if (name in path && !schema.safeParse(path[name]).success) throw new ProblemError('not_found');
  }
}
