import fc from 'fast-check';
import { decideEscalation, type EscalationFacts } from '../../../domain/escalation/decide-escalation.ts';
import { EscalationStage } from '../../../schemas/escalation.ts';
import { AgentId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { escalationWith, seoulAt, settingsWith } from './support.ts';

const settings = settingsWith(['jisoo', 'tom', 'minho*', 'eve*']);
const agent = (name: string) => AgentId.parse(name);
const decideAt = (time: string, fields: Partial<EscalationFacts> = {}, company = settings) =>
  decideEscalation({ escalation: escalationWith(fields), settings: company, run: Run.parse(1), nowMs: seoulAt(time) });

describe('decideEscalation without a step', () => {
  test('has a mail that is due sent before it waits on', () => {
    expect(decideAt('09:10', { hasDueMail: true })).toEqual({ decision: 'contact', waitSeconds: 1_200 });
  });

  test('a reply that is stored ends it before the state says so, and the state before the reply is read', () => {
    expect(decideAt('17:00', { state: 'replied', run: Run.parse(2) })).toEqual({ decision: 'replied' });
    expect(decideAt('17:00', { state: 'closed', hasReply: true })).toEqual({ decision: 'replied' });
  });

  test.each([
    ['replied', { hasReply: true }],
    ['replied', { state: 'replied' }],
    ['replied', { hasReply: true, run: Run.parse(2) }],
    ['returned_to_ai', { state: 'returned_to_ai' }],
    ['returned_to_ai', { state: 'returned_to_ai', run: Run.parse(2) }],
    ['closed', { state: 'closed' }],
    ['closed', { run: Run.parse(2) }],
  ] as const)('ends as %s for %j, due or not', (decision, fields) => {
    expect(decideAt('09:10', fields)).toEqual({ decision });
    expect(decideAt('17:00', fields)).toEqual({ decision });
  });

  test('waits for the rest of the time before the checkpoint', () => {
    expect(decideAt('09:10')).toEqual({ decision: 'wait', waitSeconds: 1_200 });
  });

  test('waits for a due time that was moved', () => {
    expect(decideAt('11:00', { stage: 'reassigned', dueAtMs: seoulAt('11:00:00.500') })).toEqual({
      decision: 'wait',
      waitSeconds: 1,
    });
  });
});

describe('decideEscalation with a step', () => {
  test('spreads the cases of an agent over all others, whenever they were opened', () => {
    const company = settingsWith(['jisoo', 'tom', 'ara', 'minho*']);
    const owners = Array.from({ length: 60 }, (_, minute) => {
      const openedAtMs = epochMs(seoulAt('09:00') + minute);
      const verdict = decideAt('09:48', { stage: 'reminded', openedAtMs, dueAtMs: seoulAt('09:48') }, company);
      return 'next' in verdict ? verdict.next.ownerAgentId : verdict.decision;
    });

    expect([...new Set(owners)].toSorted()).toEqual(['ara', 'tom']);
  });

  test('spreads the cases handed over a second time over the other managers', () => {
    const company = settingsWith(['jisoo', 'minho*', 'eve*', 'noa*']);
    const owners = Array.from({ length: 60 }, (_, generation) => {
      const fields = {
        stage: 'handed_over',
        ownerAgentId: agent('minho'),
        generation,
        dueAtMs: seoulAt('11:00'),
      } as const;
      const verdict = decideAt('11:00', fields, company);
      return 'next' in verdict ? verdict.next.ownerAgentId : verdict.decision;
    });

    expect([...new Set(owners)].toSorted()).toEqual(['eve', 'noa']);
  });

  test('reminds the owner at half of the SLA', () => {
    expect(decideAt('09:30')).toEqual({
      decision: 'remind',
      next: {
        stage: 'reminded',
        ownerAgentId: 'jisoo',
        generation: 1,
        dueAtMs: seoulAt('09:48'),
        repeatedHandovers: 0,
      },
      waitSeconds: 18 * 60,
      notificationKind: 'staff_reminder',
      customerLine: false,
    });
  });

  test('gives the case to the other agent at 80 %', () => {
    expect(decideAt('09:48', { stage: 'reminded', dueAtMs: seoulAt('09:48') })).toEqual({
      decision: 'reassign',
      next: {
        stage: 'reassigned',
        ownerAgentId: 'tom',
        generation: 2,
        dueAtMs: seoulAt('10:00'),
        repeatedHandovers: 0,
      },
      waitSeconds: 12 * 60,
      notificationKind: 'staff_reassigned',
      customerLine: false,
    });
  });

  test('hands the case to a manager when the SLA is missed', () => {
    const verdict = decideAt(
      '10:00',
      { stage: 'reassigned', ownerAgentId: agent('tom'), generation: 2, dueAtMs: seoulAt('10:00') },
      settingsWith(['jisoo', 'tom', 'minho*']),
    );

    expect(verdict).toEqual({
      decision: 'handover',
      next: {
        stage: 'handed_over',
        ownerAgentId: 'minho',
        generation: 3,
        dueAtMs: seoulAt('11:00'),
        repeatedHandovers: 0,
      },
      waitSeconds: 3_600,
      notificationKind: 'staff_handover',
      customerLine: true,
    });
  });

  test('hands it over again after ever longer intervals, to the other manager', () => {
    const verdict = decideAt('11:00', {
      stage: 'handed_over',
      ownerAgentId: agent('minho'),
      generation: 3,
      dueAtMs: seoulAt('11:00'),
      repeatedHandovers: 1,
    });

    expect(verdict).toMatchObject({
      decision: 'handover',
      next: {
        stage: 'handed_over',
        ownerAgentId: 'eve',
        generation: 4,
        dueAtMs: seoulAt('15:00'),
        repeatedHandovers: 2,
      },
      customerLine: true,
    });
  });

  test('leaves a handed over case with the only manager, and the links as they are', () => {
    const company = settingsWith(['jisoo', 'minho*']);

    expect(
      decideAt('11:00', { stage: 'handed_over', ownerAgentId: agent('minho'), dueAtMs: seoulAt('11:00') }, company),
    ).toMatchObject({ next: { ownerAgentId: 'minho', generation: 1, repeatedHandovers: 1 } });
  });

  test.each([
    ['09:47:59.999', 'remind', 'reminded'],
    ['09:48', 'reassign', 'reassigned'],
    ['09:59:59.999', 'reassign', 'reassigned'],
    ['10:00', 'handover', 'handed_over'],
    ['17:59', 'handover', 'handed_over'],
  ])('goes straight to the furthest step due when it wakes at %s', (time, decision, stage) => {
    expect(decideAt(time)).toMatchObject({ decision, next: { stage } });
  });

  test('reassigns instead of reminding an owner who has left', () => {
    expect(decideAt('09:30', {}, settingsWith(['tom', 'minho*']))).toMatchObject({
      decision: 'reassign',
      next: { stage: 'reassigned', ownerAgentId: 'tom', generation: 2, dueAtMs: seoulAt('10:00') },
    });
  });

  test('keeps the time promised at the opening when the company has changed its SLA', () => {
    const slower = { ...settings, slaMinutes: { high: 600, medium: 600, low: 600 } };

    expect(decideAt('09:30', {}, slower)).toMatchObject({
      decision: 'remind',
      next: { stage: 'reminded', dueAtMs: seoulAt('10:00') },
    });
  });
});

describe('decideEscalation for any open escalation', () => {
  const names = fc.uniqueArray(fc.constantFrom('jisoo', 'tom', 'ara', 'minho*', 'eve*'), { minLength: 1 });
  const facts = fc.record({
    stage: fc.constantFrom(...EscalationStage.options),
    urgency: fc.constantFrom('high', 'medium', 'low'),
    ownerAgentId: fc.constantFrom(...['jisoo', 'tom', 'minho', 'eve', 'gone'].map(agent)),
    generation: fc.integer({ min: 1, max: 50 }),
    repeatedHandovers: fc.integer({ min: 0, max: 2_000 }),
    dueAtMs: fc.integer({ min: 0, max: 4e12 }).map(epochMs),
    slaDueAtMs: fc.integer({ min: 0, max: 4e12 }).map(epochMs),
  });
  const nowMs = fc.integer({ min: 0, max: 4e12 }).map(epochMs);
  const run = Run.parse(1);

  test('never ends it, has an owner on staff after a step and sleeps until the next due time', () => {
    fc.assert(
      fc.property(facts, names, nowMs, (fields, staff, now) => {
        const company = settingsWith(staff);
        const escalation = escalationWith(fields);
        const verdict = decideEscalation({ escalation, settings: company, run, nowMs: now });

        expect(['wait', 'remind', 'reassign', 'handover']).toContain(verdict.decision);
        if (!('waitSeconds' in verdict)) return;
        expect(verdict.waitSeconds).toBeGreaterThanOrEqual(1);
        expect(verdict.waitSeconds).toBeLessThanOrEqual(99_999_999);
        expect(verdict.decision === 'wait').toBe(now < escalation.dueAtMs);
        if (!('next' in verdict)) return;
        const { next } = verdict;
        expect(company.staff.map(({ agentId }) => agentId)).toContain(next.ownerAgentId);
        expect(next.generation - escalation.generation).toBe(next.ownerAgentId === escalation.ownerAgentId ? 0 : 1);
        expect(next.repeatedHandovers).toBeGreaterThanOrEqual(escalation.repeatedHandovers);
        expect(next.dueAtMs).toBeGreaterThan(now);
        const order = EscalationStage.options;
        expect(order.indexOf(next.stage)).toBeGreaterThanOrEqual(Math.min(order.indexOf(escalation.stage) + 1, 3));
      }),
    );
  });

  test('decides the same twice', () => {
    fc.assert(
      fc.property(facts, names, nowMs, (fields, staff, now) => {
        const decide = () =>
          decideEscalation({ escalation: escalationWith(fields), settings: settingsWith(staff), run, nowMs: now });

        expect(decide()).toEqual(decide());
      }),
    );
  });

  test('reaches a manager when nobody ever replies', () => {
    const stages: string[] = [];
    let escalation = escalationWith();
    for (let step = 0; step < 6; step++) {
      const verdict = decideEscalation({ escalation, settings, run, nowMs: escalation.dueAtMs });
      if (!('next' in verdict)) throw new Error(`stopped with ${verdict.decision}`);
      stages.push(`${verdict.decision} g${verdict.next.generation} s${verdict.next.repeatedHandovers}`);
      escalation = { ...escalation, ...verdict.next };
    }

    expect(stages).toEqual([
      'remind g1 s0',
      'reassign g2 s0',
      'handover g3 s0',
      'handover g4 s1',
      'handover g5 s2',
      'handover g6 s3',
    ]);
  });
});
