import type { EntityItem } from 'electrodb';
import { EscalationStage, EscalationState } from '../../../schemas/escalation.ts';
import { EscalationReason, Urgency } from '../../../schemas/inquiry.ts';
import { Mode } from '../../../schemas/mode.ts';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** An inquiry in the hands of people. Token and reply are attributes of this one item, so that one condition orders them. */
export const Escalation = entityOf({
  model: { entity: 'escalation', version: '1', service: 'inquiries' },
  attributes: {
    escalationId: { type: type.escalationId, required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Of the inquiry; what carries none may be of either, which the inquiry's head tells. */
    mode: { type: Mode.options, readOnly: true },
    /** The run that waits for the reply now; a later run adopts the escalation of a lost one. */
    run: { type: type.run, required: true },
    state: { type: EscalationState.options, required: true },
    stage: { type: EscalationStage.options, required: true },
    reason: { type: EscalationReason.options, required: true },
    reasons: { type: type.strings, required: true },
    errorName: { type: 'string' },
    urgency: { type: Urgency.options, required: true },
    ownerAgentId: { type: type.agentId, required: true },
    /** Raised whenever the owner changes; links of an earlier generation no longer reply. */
    generation: { type: 'number', required: true },
    openedAtMs: { type: type.epochMs, required: true },
    /** When the next SLA checkpoint falls. */
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
    /** When the whole SLA time is over. */
    slaDueAtMs: { type: type.epochMs, required: true },
    /** Hand-overs since the SLA was missed. */
    slips: { type: 'number', required: true },
    taskToken: { type: 'string' },
    taskTokenRun: { type: type.run },
    reply: { type: type.reply },
    draftRun: { type: type.run },
    draftAttempt: { type: type.attempt },
    responseQualityScore: { type: 'number' },
    version: { type: 'number', required: true },
  },
  indexes: {
    escalation: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['escalationId'] },
    },
    byCompanyState: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['companyId', 'state'] },
      sk: { field: 'gsi2sk', composite: ['dueAtMs'] },
    },
  },
});
export type EscalationItem = EntityItem<ReturnType<typeof Escalation>>;
