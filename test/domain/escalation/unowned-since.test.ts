import { unownedSinceMs } from '../../../domain/escalation/unowned-since.ts';
import { epochMs } from '../../../schemas/units.ts';

const updatedAtMs = epochMs(2_000);
const openedAtMs = epochMs(1_000);
const escalated = { status: 'escalated', updatedAtMs } as const;
const staff = [{ agentId: 'mina' }];

test.each([
  ['with an owner on the staff', { inquiry: escalated, openEscalation: { ownerAgentId: 'mina', openedAtMs } }, null],
  ['whose owner has left', { inquiry: escalated, openEscalation: { ownerAgentId: 'joon', openedAtMs } }, openedAtMs],
  ['that has not been opened yet', { inquiry: escalated, openEscalation: undefined }, updatedAtMs],
  ['that is no escalation', { inquiry: { status: 'resolved' as const, updatedAtMs }, openEscalation: undefined }, null],
])('an inquiry %s', (_, facts, expected) => {
  expect(unownedSinceMs({ ...facts, staff })).toBe(expected);
});
