import fc from 'fast-check';
import {
  admit,
  afterAnswer,
  afterTimeout,
  type Circuit,
  circuitRules,
  closedCircuit,
} from '../../../domain/circuit/circuit.ts';
import { epochMs } from '../../../schemas/units.ts';

const startMs = 1_800_000_000_000;
const at = (offsetMs: number) => epochMs(startMs + offsetMs);
const timedOutAt = (offsets: readonly number[], from: Circuit = closedCircuit): Circuit =>
  offsets.reduce((circuit, offsetMs) => afterTimeout(circuit, at(offsetMs)), from);
const opened = timedOutAt([0, 0, 0, 0, 0]);

test('it opens at the fifth timeout in 30 s and not at the fourth', () => {
  expect(timedOutAt([0, 1, 2, 3]).kind).toBe('closed');
  expect(timedOutAt([0, 1, 2, 3, 29_999])).toEqual({ kind: 'open', openedAtMs: at(29_999), nextProbeAtMs: at(39_999) });
  expect(timedOutAt([0, 1, 2, 3, 30_000]).kind).toBe('closed');
});

test('while open it lets one call through every 10 s', () => {
  expect(admit(opened, at(9_999)).isAdmitted).toBe(false);
  const probed = admit(opened, at(10_000));
  expect(probed.isAdmitted).toBe(true);
  expect(admit(probed.circuit, at(10_000)).isAdmitted).toBe(false);
  expect(admit(probed.circuit, at(19_999)).isAdmitted).toBe(false);
  expect(admit(probed.circuit, at(20_000)).isAdmitted).toBe(true);
});

test('a probe that times out leaves it open, an answer closes it and forgets the timeouts', () => {
  const probed = admit(opened, at(10_000)).circuit;

  expect(afterTimeout(probed, at(13_000))).toEqual(probed);
  expect(afterAnswer(probed)).toEqual(closedCircuit);
});

test('answers between timeouts do not hide them: a service half of whose calls hang is given up too', () => {
  let circuit: Circuit = closedCircuit;
  for (const offsetMs of [0, 1_000, 2_000, 3_000, 4_000]) circuit = afterTimeout(afterAnswer(circuit), at(offsetMs));

  expect(circuit.kind).toBe('open');
});

test('a clock that was set back by hours does not keep it open for hours', () => {
  expect(admit(opened, at(-7_200_000)).isAdmitted).toBe(true);
});

const steps = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 20_000 }), what: fc.constantFrom('call', 'timeout', 'answer') }),
  { maxLength: 200 },
);

test('whatever happens: closed admits all, open at most one call per interval, and it holds no more than four times', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      let circuit: Circuit = closedCircuit;
      let offsetMs = 0;
      let probedAtMs = Number.NEGATIVE_INFINITY;
      for (const { afterMs, what } of taken) {
        offsetMs += afterMs;
        const before = circuit;
        if (what === 'timeout') circuit = afterTimeout(circuit, at(offsetMs));
        else if (what === 'answer') circuit = afterAnswer(circuit);
        else {
          const { isAdmitted, circuit: after } = admit(circuit, at(offsetMs));
          circuit = after;
          if (before.kind === 'closed') expect(isAdmitted).toBe(true);
          else if (isAdmitted) {
            expect(offsetMs - probedAtMs).toBeGreaterThanOrEqual(circuitRules.probeEveryMs);
            probedAtMs = offsetMs;
          }
        }
        if (circuit.kind === 'closed') {
          expect(circuit.timedOutAtMs.length).toBeLessThan(circuitRules.timeouts);
          probedAtMs = Number.NEGATIVE_INFINITY;
        }
      }
    }),
  );
});

test('an open circuit admits a call within one interval, whatever the clock says', () => {
  fc.assert(
    fc.property(fc.integer({ min: -startMs, max: startMs }), (offsetMs) => {
      const soon = admit(opened, at(offsetMs));
      expect(soon.isAdmitted || admit(soon.circuit, at(offsetMs + circuitRules.probeEveryMs)).isAdmitted).toBe(true);
    }),
  );
});
