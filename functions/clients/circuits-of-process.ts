import { setTimeout as pause } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import * as z from 'zod/mini';

/** Functions may run in several threads of a process; each has circuits of its own and is asked about them here. */
const channelName = 'circuits';

/** Until the threads have answered, milliseconds; one that is busy for longer is not heard. */
const patienceMs = 500;

const Message = z.union([
  z.object({ asked: z.string() }),
  z.object({ answered: z.string(), open: z.array(z.string()) }),
]);

/** From now on other threads learn which of this one's circuits are open. Keeps no process alive. */
export function tellOpenCircuits(open: () => readonly string[]): void {
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
