import { createAdmission } from '../../../local/gateway/admission.ts';
import type { GatewayRoute } from '../../../local/gateway/route-table.ts';

const work: GatewayRoute = { method: 'POST', path: '/work', function: 'work', auth: 'none', bringsWork: true };
const look: GatewayRoute = { method: 'GET', path: '/look', function: 'look', auth: 'none' };

test('takes no more work at once than may run, and more when one has left', () => {
  const admission = createAdmission({ waitingCount: 0 }, { mostRunning: 2 });
  const leave = admission.enter(work);
  admission.enter(work);
  expect(admission.enter(work)).toBeUndefined();

  leave?.();

  expect(admission.enter(work)).toBeDefined();
});

test('takes work while what was accepted waits, up to a bound', () => {
  const backlog = { waitingCount: 599 };
  const admission = createAdmission(backlog, { mostRunning: 2 });
  expect(admission.enter(work)).toBeDefined();

  backlog.waitingCount = 6_000;

  expect(admission.enter(work)).toBeUndefined();
  expect(admission.enter(look)).toBeDefined();
});

test('looks have a bound of their own', () => {
  const admission = createAdmission({ waitingCount: 0 }, { mostRunning: 2 });
  for (let looks = 0; looks < 16; looks += 1) expect(admission.enter(look)).toBeDefined();

  expect(admission.enter(look)).toBeUndefined();
  expect(admission.enter(work)).toBeDefined();
});
