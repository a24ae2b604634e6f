import * as z from 'zod/mini';

/** Lower-case ULID (26 characters of Crockford's base 32): the table lower-cases keys, so ids never carry capitals. */
const ulid = () => z.string().check(z.regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'expected a lower-case ULID'));

export const CompanyId = ulid().brand<'CompanyId'>();
export type CompanyId = z.infer<typeof CompanyId>;

export const InquiryId = ulid().brand<'InquiryId'>();
export type InquiryId = z.infer<typeof InquiryId>;

export const ApiKeyId = ulid().brand<'ApiKeyId'>();
export type ApiKeyId = z.infer<typeof ApiKeyId>;

/** An entry of a company's knowledge: generated, or chosen by the company so that an import can be repeated. */
export const KnowledgeId = z
  .string()
  .check(
    z.regex(
      /^(?!(?:import|index|search)$)[a-z0-9][a-z0-9-]{0,63}$/,
      'expected 1–64 characters of a-z, 0-9 and -, and not import, index or search',
    ),
  )
  .brand<'KnowledgeId'>();
export type KnowledgeId = z.infer<typeof KnowledgeId>;

export const WebhookEndpointId = ulid().brand<'WebhookEndpointId'>();
export type WebhookEndpointId = z.infer<typeof WebhookEndpointId>;

export const WebhookDeliveryId = ulid().brand<'WebhookDeliveryId'>();
export type WebhookDeliveryId = z.infer<typeof WebhookDeliveryId>;

export const UploadId = ulid().brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

export const DataRequestId = ulid().brand<'DataRequestId'>();
export type DataRequestId = z.infer<typeof DataRequestId>;

/** A job; mostly the id of its subject. */
export const JobId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'expected 1–80 characters of a-z, 0-9 and -'))
  .brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

/** A member of a company's staff, named by the company itself. */
export const AgentId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'expected 1–32 characters of a-z, 0-9 and -'))
  .brand<'AgentId'>();
export type AgentId = z.infer<typeof AgentId>;

/** Names the escalation after the inquiry and the run that opened it: `<inquiryId>-e<run>`. */
export const EscalationId = z
  .string()
  .check(z.regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}-e[1-9][0-9]{0,4}$/, 'expected <inquiryId>-e<run>'))
  .brand<'EscalationId'>();
export type EscalationId = z.infer<typeof EscalationId>;

/** Position of an attachment in its inquiry, from 1. */
export const AttachmentNumber = z.int().check(z.gte(1), z.lte(20)).brand<'AttachmentNumber'>();
export type AttachmentNumber = z.infer<typeof AttachmentNumber>;

/** A pass of an inquiry through the state machine: 1 at submission, one more for each reopening or repair. */
export const Run = z.int().check(z.gte(1), z.lte(99_999)).brand<'Run'>();
export type Run = z.infer<typeof Run>;

/** A draft within one run, from 1. */
export const Attempt = z.int().check(z.gte(1), z.lte(9)).brand<'Attempt'>();
export type Attempt = z.infer<typeof Attempt>;

/** @throws ZodError when `run` is out of range. */
export const escalationIdOf = (inquiryId: InquiryId, run: Run): EscalationId =>
  EscalationId.parse(`${inquiryId}-e${run}`);

/** The inquiry that an escalation belongs to, and the run that opened it. */
export function partsOfEscalationId(id: EscalationId): { inquiryId: InquiryId; openedInRun: Run } {
  const [inquiryId, run] = id.split('-e');
  return { inquiryId: InquiryId.parse(inquiryId), openedInRun: Run.parse(Number(run)) };
}

/** Execution names are derived, so that a start can be repeated without a second execution. */
export const executionNameOf = (inquiryId: InquiryId, run: Run): string => `${inquiryId}-r${run}`;
