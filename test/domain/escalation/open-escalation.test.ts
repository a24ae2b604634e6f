import { planEscalation } from '../../../domain/escalation/open-escalation.ts';
import { EscalationId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { settingsWith } from './support.ts';

const escalationId = EscalationId.parse('01jq0000000000000000000000-e1');

describe('planEscalation', () => {
  test('gives an agent the case until half of the SLA is gone', () => {
    const nowMs = epochMs(Date.parse('2026-03-06T08:00:00Z'));

    expect(
      planEscalation({ settings: settingsWith(['jisoo', 'minho*']), urgency: 'high', escalationId, nowMs }),
    ).toEqual({
      ownerAgentId: 'jisoo',
      stage: 'assigned',
      generation: 1,
      repeatedHandovers: 0,
      openedAtMs: nowMs,
      dueAtMs: Date.parse('2026-03-06T08:30:00Z'),
      slaDueAtMs: Date.parse('2026-03-06T09:00:00Z'),
      waitSeconds: 1_800,
    });
  });

  test('waits out the weekend for a low urgency', () => {
    const nowMs = epochMs(Date.parse('2026-03-07T00:00:00Z'));

    const plan = planEscalation({ settings: settingsWith(['jisoo']), urgency: 'low', escalationId, nowMs });

    expect(new Date(plan.dueAtMs).toISOString()).toBe('2026-03-09T04:00:00.000Z');
    expect(plan.waitSeconds).toBe(52 * 3_600);
  });

  test('gives a manager the case when there is no agent', () => {
    const nowMs = epochMs(Date.parse('2026-03-06T08:00:00Z'));

    expect(
      planEscalation({ settings: settingsWith(['minho*']), urgency: 'medium', escalationId, nowMs }).ownerAgentId,
    ).toBe('minho');
  });

  test('spreads the cases over the agents', () => {
    const nowMs = epochMs(Date.parse('2026-03-06T08:00:00Z'));
    const settings = settingsWith(['jisoo', 'tom', 'ara', 'minho*']);
    const owners = Array.from(
      { length: 60 },
      (_, at) =>
        planEscalation({
          settings,
          urgency: 'high',
          escalationId: EscalationId.parse(`01jq0000000000000000000000-e${at + 1}`),
          nowMs,
        }).ownerAgentId,
    );

    expect([...new Set(owners)].toSorted()).toEqual(['ara', 'jisoo', 'tom']);
  });
});
