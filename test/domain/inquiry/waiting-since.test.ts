import { pendingSinceMs, unownedSinceMs } from '../../../domain/inquiry/waiting-since.ts';
import { epochMs } from '../../../schemas/units.ts';

describe('pending since', () => {
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
});

describe('unowned since', () => {
  const updatedAtMs = epochMs(2_000);
  const openedAtMs = epochMs(1_000);
  const escalated = { status: 'escalated', updatedAtMs } as const;
  const staff = [{ agentId: 'sora' }, { agentId: 'mina' }];

  test.each([
    ['with an owner on the staff', { inquiry: escalated, openEscalation: { ownerAgentId: 'mina', openedAtMs } }, null],
    ['whose owner has left', { inquiry: escalated, openEscalation: { ownerAgentId: 'joon', openedAtMs } }, openedAtMs],
    ['that has not been opened yet', { inquiry: escalated, openEscalation: undefined }, updatedAtMs],
    [
      'that is no escalation',
      { inquiry: { status: 'resolved' as const, updatedAtMs }, openEscalation: undefined },
      null,
    ],
  ])('an inquiry %s', (_, facts, expected) => {
    expect(unownedSinceMs({ ...facts, staff })).toBe(expected);
  });
});
