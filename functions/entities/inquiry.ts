import type { EntityItem } from 'electrodb';
import { sourcesOf } from '../../domain/inquiry/status.ts';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { Entry, EscalationReason, Sentiment, Urgency } from '../../schemas/inquiry.ts';
import { Mode } from '../../schemas/mode.ts';
import { InquiryStatus, type StatusEvent } from '../../schemas/status.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { entityOf, getConsistently } from './store.ts';

/** The head of an inquiry: only what lists and status moves need, since every move writes it whole. */
export const Inquiry = entityOf({
  model: { entity: 'inquiry', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Read it with `modeOf`: items without one are live. */
    mode: { type: Mode.options, readOnly: true, default: 'live' },
    title: { type: 'string', required: true },
    category: { type: 'string' },
    externalId: { type: 'string' },
    status: { type: InquiryStatus.options, required: true },
    statusReason: { type: EscalationReason.options },
    run: { type: type.run, required: true },
    entry: { type: Entry.options, required: true },
    escalationRequested: { type: 'boolean', required: true },
    /** The open escalation, while there is one; afterwards the last one. */
    escalationId: { type: type.escalationId },
    /** The run whose answer is the current one. */
    answeredRun: { type: type.run },
    /** The latest one, which may concern an earlier run's answer. */
    feedback: { type: type.feedback },
    urgency: { type: Urgency.options },
    priorityScore: { type: 'number' },
    sentiment: { type: Sentiment.options },
    language: { type: 'string' },
    warnings: { type: type.warnings, required: true },
    estimatedResponseTime: { type: type.durationSeconds, required: true },
    version: { type: 'number', required: true },
    createdAtMs: { type: type.epochMs, required: true, readOnly: true, padding: padding.epochMs },
    updatedAtMs: { type: type.epochMs, required: true },
    /** Epoch seconds; of tombstones alone. */
    expiresAt: { type: 'number' },
  },
  indexes: {
    head: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: [] },
    },
    byCompany: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['companyId', 'mode'] },
      sk: { field: 'gsi1sk', composite: ['inquiryId'] },
    },
  },
});
export type InquiryItem = EntityItem<ReturnType<typeof Inquiry>>;

/** The head alone, read consistently; null when there is none. */
export async function findInquiry(inquiryId: InquiryId): Promise<InquiryItem | null> {
  return getConsistently(Inquiry().get({ inquiryId }));
}

/** Attributes of the head that a status move may set besides status, version and time. */
export type InquiryChange = Partial<
  Pick<
    InquiryItem,
    | 'status'
    | 'statusReason'
    | 'run'
    | 'entry'
    | 'escalationRequested'
    | 'escalationId'
    | 'answeredRun'
    | 'feedback'
    | 'urgency'
    | 'priorityScore'
    | 'sentiment'
    | 'language'
    | 'warnings'
    | 'estimatedResponseTime'
  >
>;

/**
 * One conditional change of the head: the run must be `run`, and for a status move the current status one from
 * which the transition table allows `event`. Raises `version` by one.
 */
export function changeInquiry(options: {
  inquiryId: InquiryId;
  run: Run;
  event?: StatusEvent;
  set: InquiryChange;
  nowMs: EpochMs;
  /** Also refuses when a person has been requested. */
  unlessPersonRequested?: boolean;
}) {
  const { inquiryId, run, event, set, nowMs, unlessPersonRequested = false } = options;
  return Inquiry.inTransaction()
    .patch({ inquiryId })
    .set({ ...set, updatedAtMs: nowMs })
    .add({ version: 1 })
    .where((attribute, { eq, ne }) => {
      const conditions = [eq(attribute.run, run), ne(attribute.status, 'erased')];
      if (event !== undefined) {
        conditions.push(
          `(${sourcesOf(event)
            .map((status) => eq(attribute.status, status))
            .join(' OR ')})`,
        );
      }
      if (unlessPersonRequested) conditions.push(eq(attribute.escalationRequested, false));
      return conditions.join(' AND ');
    })
    .commit();
}

/** Part of a transaction that does not change the head, but must not add to an erased inquiry. */
export const unlessErased = (inquiryId: InquiryId) =>
  Inquiry.inTransaction()
    .check({ inquiryId })
    .where((attribute, { ne }) => ne(attribute.status, 'erased'))
    .commit();
