import { pendingSinceMs } from '../../../domain/inquiry/pending-since.ts';
import { epochMs } from '../../../schemas/units.ts';

const times = { createdAtMs: epochMs(1_000), updatedAtMs: epochMs(5_000) };

test('an inquiry waits since it was sent, whatever was found out about it meanwhile', () => {
  expect(pendingSinceMs({ inquiry: { status: 'pending', ...times }, wasEscalated: false })).toBe(1_000);
});

test('one that people gave back waits since then', () => {
  expect(pendingSinceMs({ inquiry: { status: 'pending', ...times }, wasEscalated: true })).toBe(5_000);
});

test.each(['ai_responded', 'escalated', 'resolved', 'erased'] as const)('one that is %s does not wait', (status) => {
  expect(pendingSinceMs({ inquiry: { status, ...times }, wasEscalated: false })).toBeNull();
});
