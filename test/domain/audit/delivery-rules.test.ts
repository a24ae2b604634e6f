import { deliveryFindings } from '../../../domain/audit/delivery-rules.ts';
import { findingTable } from '../../../domain/audit/finding.ts';

const delivery = (webhookDeliveryId: string) => ({ companyId: 'shop', webhookDeliveryId, state: 'pending' as const });

test('a pending delivery without the job of its id is a violation, one with it is none', () => {
  expect(deliveryFindings([delivery('a'), delivery('b')], new Set(['a', 'c']))).toEqual([
    { name: 'delivery_without_job', webhookDeliveryId: 'b', detail: 'of company shop' },
  ]);
  expect(findingTable.delivery_without_job.severity).toBe('violation');
});

test('jobs without a delivery are of other kinds', () => {
  expect(deliveryFindings([], new Set(['a']))).toEqual([]);
});
