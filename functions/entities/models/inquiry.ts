import type { EntityItem } from 'electrodb';
import { Entry, EscalationReason, Sentiment, Urgency } from '../../../schemas/inquiry.ts';
import { Mode } from '../../../schemas/mode.ts';
import { InquiryStatus } from '../../../schemas/status.ts';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** The head of an inquiry: what lists and status moves need, and no more, since every move writes it whole. */
export const Inquiry = entityOf({
  model: { entity: 'inquiry', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Read it with `modeOf`: what carries none is live. */
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
    /** The last one given, which may be about an earlier run's answer. */
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
