import type { Finding } from './finding.ts';
import type { AuditedDelivery } from './inquiry-case.ts';

/** A webhook that is still to be delivered has the job of its id, by which the sweeper takes it up: without one it never goes out. */
export const deliveryFindings = (
  pending: readonly AuditedDelivery[],
  jobIds: ReadonlySet<string>,
): readonly Finding[] =>
  pending
    .filter(({ webhookDeliveryId }) => !jobIds.has(webhookDeliveryId))
    .map(({ companyId, webhookDeliveryId }) => ({
      name: 'delivery_without_job',
      webhookDeliveryId,
      detail: `of company ${companyId}`,
    }));
