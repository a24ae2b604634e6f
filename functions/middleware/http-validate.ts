import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
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

/** A client corrects a few fields at a time; an answer as long as a hostile body helps no one. */
const mostErrors = 20;
const longestMessage = 200;

const { localeError } = en();

/** The parsed value. @throws ProblemError validation_failed with the paths at fault, like `attachments[0].data` */
export function validate<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { error: localeError });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors).slice(0, mostErrors);
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${errors
      .map(({ path }) => path || 'body')
      .join(', ')
      .slice(0, longestMessage)}`,
    errors,
  });
}

function fieldErrors(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key.slice(0, 60)]), message: 'Unknown field' }));
  }
  return [{ path: pathOf(issue.path), message: issue.message.slice(0, longestMessage) }];
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/** Path parameters that are ids, by their name in the path. A malformed id is no resource. */
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
