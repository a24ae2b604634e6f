import type { EscalationState } from '../../../schemas/escalation.ts';
import type { AgentId, CompanyId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { EscalationItem } from '../models/escalation.ts';
import { store } from '../service.ts';

export interface EscalationFilter {
  readonly state: EscalationState;
  readonly ownerAgentId?: AgentId | undefined;
}

export interface EscalationPage {
  readonly items: readonly EscalationItem[];
  /** ElectroDB's opaque cursor; null at the end. It names the tenant's partition: bind it before it leaves the house. */
  readonly cursor: string | null;
}

/** A company's escalations of one state, those with the earliest checkpoint first. */
export async function listEscalations(
  companyId: CompanyId,
  options: { filter: EscalationFilter; limit: number; cursor?: string },
): Promise<EscalationPage> {
  const { filter, limit, cursor } = options;
  const { state, ownerAgentId } = filter;
  const all = store().entities.escalation.query.byCompanyState({ companyId, state });
  const query =
    ownerAgentId === undefined ? all : all.where((attribute, { eq }) => eq(attribute.ownerAgentId, ownerAgentId));
  const page = await withAwsErrors(() => query.go({ count: limit, ...(cursor !== undefined && { cursor }) }));
  return { items: page.data, cursor: page.cursor };
}
