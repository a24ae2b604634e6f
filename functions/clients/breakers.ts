import { admit, afterAnswer, afterTimeout, type Circuit, closedCircuit } from '../../domain/circuit/circuit.ts';
import { epochMs } from '../../schemas/units.ts';
import { logger } from '../logger.ts';
import { once } from '../once.ts';
import { tellOpenCircuits } from './circuits-of-process.ts';
import type { ServiceName } from './service-limits.ts';

/** The circuit breaker of one service in this process. */
export interface Breaker {
  readonly isOpen: boolean;
  /** @throws CircuitOpen when the service is not to be asked now */
  admit(): void;
  timedOut(): void;
  answered(): void;
}

/** Thrown below the SDK's retries, which do not know the name and so do not ask again; its callers get a throttle name. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
}

const circuits = new Map<ServiceName, Circuit>();

/** Services whose circuit is open in this thread. */
export const openCircuits = (): readonly ServiceName[] =>
  [...circuits].flatMap(([service, { kind }]) => (kind === 'open' ? [service] : []));

/** Once there is a circuit that may open. */
const tellOthers = once(() => tellOpenCircuits(openCircuits));

export function breakerOf(service: ServiceName): Breaker {
  tellOthers();
  const now = () => epochMs(Date.now());
  const current = (): Circuit => circuits.get(service) ?? closedCircuit;
  const become = (next: Circuit): void => {
    const before = current();
    circuits.set(service, next);
    if (before.kind === next.kind) return;
    if (next.kind === 'open') logger().error('circuit opened: the service does not answer', { service });
    else logger().info('circuit closed: the service answers again', { service });
  };
  return {
    get isOpen() {
      return current().kind === 'open';
    },
    admit() {
      const { isAdmitted, circuit } = admit(current(), now());
      become(circuit);
      if (!isAdmitted) throw new CircuitOpen(`${service} has not answered, it is asked again every 10 s`);
    },
    timedOut: () => become(afterTimeout(current(), now())),
    answered: () => become(afterAnswer(current())),
  };
}
