import type { EscalationState } from '../../../schemas/escalation.ts';
import type { AgentId, CompanyId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import { Escalation, type EscalationItem } from '../models/escalation.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import { readMatching } from './read-matching.ts';

export interface EscalationFilter {
  readonly state: EscalationState;
  readonly mode: Mode;
  readonly ownerAgentId?: AgentId | undefined;
}

export interface EscalationPage {
  readonly items: readonly EscalationItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before it is handed out. */
  readonly cursor: string | null;
}

/** A company's escalations of one state and mode, or of a mode not noted, those with the earliest checkpoint first. */
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
