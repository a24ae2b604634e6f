import { setTimeout as pause } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import * as z from 'zod/mini';
import { admit, afterAnswer, afterTimeout, type Circuit, closedCircuit } from '../../domain/circuit/circuit.ts';
import { epochMs } from '../../schemas/units.ts';
import { logger } from '../logger.ts';
import { once } from '../once.ts';
import type { ServiceName } from './service-limits.ts';

/** The circuit breaker of one service in this process. */
export interface Breaker {
  readonly isOpen: boolean;
  /** @throws CircuitOpen when no call is allowed now */
  admit(): void;
  timedOut(): void;
  answered(): void;
}

/** Thrown below the SDK's retries, which do not know the name and so do not retry; its callers get a throttle name. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
}

const circuits = new Map<ServiceName, Circuit>();

/** Services whose circuit is open in this thread. */
export const openCircuits = (): readonly ServiceName[] =>
  [...circuits].flatMap(([service, { kind }]) => (kind === 'open' ? [service] : []));

/** Called once a circuit exists. */
const startReporting = once(() => reportOpenCircuits(openCircuits));

export function breakerOf(service: ServiceName): Breaker {
  startReporting();
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

/** Functions may run in several threads of a process; each has its own circuits and reports them here. */
const channelName = 'circuits';

/** Milliseconds to wait for the threads; one that is busy for longer is left out. */
const patienceMs = 500;

const Message = z.union([
  z.object({ asked: z.string() }),
  z.object({ answered: z.string(), open: z.array(z.string()) }),
]);

/** Reports this thread's open circuits to other threads from now on. Keeps no process alive. */
function reportOpenCircuits(open: () => readonly string[]): void {
  listen((message, channel) => {
    if ('asked' in message) channel.postMessage({ answered: message.asked, open: [...open()] });
  });
}

/** Services whose circuit is open in any thread of this process, sorted. */
export async function openCircuitsOfProcess(): Promise<readonly string[]> {
  const asked = crypto.randomUUID();
  const open = new Set<string>();
  const channel = listen((message) => {
    if (!('answered' in message) || message.answered !== asked) return;
    for (const service of message.open) open.add(service);
  });
  channel.postMessage({ asked });
  await pause(patienceMs);
  channel.close();
  return [...open].sort();
}

function listen(take: (message: z.infer<typeof Message>, channel: BroadcastChannel) => void): BroadcastChannel {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event) => {
    const { data } = Event.parse(event);
    const message = Message.safeParse(data);
    if (message.success) take(message.data, channel);
  };
  channel.unref();
  return channel;
}

const Event = z.object({ data: z.unknown() });
