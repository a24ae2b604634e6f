import type { EntityItem } from 'electrodb';
import { EscalationStage, EscalationState } from '../../schemas/escalation.ts';
import { type AgentId, type CompanyId, type EscalationId, partsOfEscalationId, type Run } from '../../schemas/ids.ts';
import { EscalationReason, Urgency } from '../../schemas/inquiry.ts';
import { Mode } from '../../schemas/mode.ts';
import { padding, type } from './attribute-types.ts';
import { readMatching } from './read-range.ts';
import { byKeysAlone, entityOf, getConsistently, ifCondition, withAwsErrors } from './store.ts';

/**
 * An inquiry that a person must answer. Token and reply are attributes of one item, so that one condition orders them.
 */
export const Escalation = entityOf({
  model: { entity: 'escalation', version: '1', service: 'inquiries' },
  attributes: {
    escalationId: { type: type.escalationId, required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Of the inquiry; without one the inquiry's head says it. */
    mode: { type: Mode.options, readOnly: true },
    /** The run that waits for the reply; a later run adopts the escalation of a lost one. */
    run: { type: type.run, required: true },
    state: { type: EscalationState.options, required: true },
    stage: { type: EscalationStage.options, required: true },
    reason: { type: EscalationReason.options, required: true },
    reasons: { type: type.strings, required: true },
    errorName: { type: 'string' },
    urgency: { type: Urgency.options, required: true },
    ownerAgentId: { type: type.agentId, required: true },
    /** Raised whenever the owner changes; reply links of an earlier generation are invalid. */
    generation: { type: 'number', required: true },
    openedAtMs: { type: type.epochMs, required: true },
    /** Time of the next SLA checkpoint. */
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
    /** End of the SLA. */
    slaDueAtMs: { type: type.epochMs, required: true },
    /** Hand-overs since the SLA was missed. */
    /** Handovers since the first one; the table and the API call them slips. */
    repeatedHandovers: { type: 'number', required: true, field: 'slips' },
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

/** One escalation, read consistently: token and reply are ordered by it. */
export async function findEscalation(escalationId: EscalationId): Promise<EscalationItem | null> {
  const { inquiryId } = partsOfEscalationId(escalationId);
  return getConsistently(Escalation().get({ inquiryId, escalationId }));
}

export interface EscalationFilter {
  readonly state: EscalationState;
  readonly mode: Mode;
  readonly ownerAgentId?: AgentId | undefined;
}

export interface EscalationPage {
  readonly items: readonly EscalationItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before returning it. */
  readonly cursor: string | null;
}

/** A company's escalations of one state and mode, or without a mode, the earliest checkpoint first. */
export async function listEscalations(
  companyId: CompanyId,
  options: { filter: EscalationFilter; limit: number; cursor?: string },
): Promise<EscalationPage> {
  const { filter, limit, cursor } = options;
  const { state, mode, ownerAgentId } = filter;
  const query = Escalation()
    .query.byCompanyState({ companyId, state })
    .where((attribute, { eq, notExists }) =>
      [
        `(${notExists(attribute.mode)} OR ${eq(attribute.mode, mode)})`,
        ...(ownerAgentId === undefined ? [] : [eq(attribute.ownerAgentId, ownerAgentId)]),
      ].join(' AND '),
    );
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, ...page })), { limit, cursor });
}

/**
 * Stores the task token of the waiting execution, unless there is a reply or the escalation has a new owner or run.
 * A later reply finds the token; an earlier one makes this `refused`.
 */
export async function keepTaskToken(options: {
  escalationId: EscalationId;
  run: Run;
  generation: number;
  taskToken: string;
}): Promise<'kept' | 'refused'> {
  const { escalationId, run, generation, taskToken } = options;
  const { inquiryId } = partsOfEscalationId(escalationId);
  const written = await ifCondition(() =>
    Escalation()
      .patch({ inquiryId, escalationId })
      .set({ taskToken, taskTokenRun: run })
      .where((attribute, { eq, notExists }) =>
        [
          notExists(attribute.reply),
          eq(attribute.generation, generation),
          eq(attribute.run, run),
          eq(attribute.state, 'open'),
        ].join(' AND '),
      )
      .go(),
  );
  return written === null ? 'refused' : 'kept';
}
