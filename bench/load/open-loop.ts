import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { demoKnowledge } from '../../local/seed/demo-knowledge.ts';
import type { SubmitInquiryRequest } from '../../schemas/api/submissions.ts';

/**
 * Each request has its time and is sent then, however many are still unanswered. `send` receives that time, of
 * `performance.now()`, so that latency counts from it and a stall shows in every request it delays. Resolves when all
 * are answered, with how far behind its schedule the generator itself fell at most, in milliseconds.
 */
export async function openLoop(
  { ratePerSecond, seconds }: { ratePerSecond: number; seconds: number },
  send: (position: number, dueMs: number) => Promise<void>,
): Promise<number> {
  const underWay: Promise<void>[] = [];
  const zeroMs = performance.now();
  let latestSendMs = 0;
  for (let position = 0; position < ratePerSecond * seconds; position += 1) {
    const dueMs = zeroMs + (position * 1_000) / ratePerSecond;
    const aheadMs = dueMs - performance.now();
    if (aheadMs > 0) await delay(aheadMs);
    latestSendMs = Math.max(latestSendMs, performance.now() - dueMs);
    underWay.push(send(position, dueMs));
  }
  await Promise.all(underWay);
  return latestSendMs;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Caller {
  /** Resolves with status and body; rejects when the connection fails. */
  call(call: Call): Promise<{ status: number; body: string }>;
  close(): void;
}

/**
 * Plain sockets: the generator shares the machine with the system, and `fetch` costs several times the CPU time.
 */
export function openCaller({ apiUrl, apiKey }: { apiUrl: string; apiKey: string }): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const always = { authorization: `Bearer ${apiKey}` };
  return {
    call: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const typed = body === undefined ? {} : { 'content-type': 'application/json' };
        const options = { method, agent, headers: { ...always, ...typed, ...headers } };
        const outgoing = request(`${apiUrl}${path}`, options, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
          incoming.on('error', reject);
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

const titles = {
  ko: demoKnowledge.flatMap(({ language, title }) => (language === 'ko' ? [title] : [])),
  en: demoKnowledge.flatMap(({ language, title }) => (language === 'en' ? [title] : [])),
} as const;

/** The `position`th inquiry of a load: alternately Korean and English, through all topics of the demo knowledge. */
export function inquiryAt(position: number): SubmitInquiryRequest {
  const isKorean = position % 2 === 0;
  const questions = isKorean ? titles.ko : titles.en;
  const question = questions[Math.floor(position / 2) % questions.length] ?? '';
  return {
    title: question,
    content: isKorean ? `안녕하세요. ${question} 미리 감사드립니다.` : `Hello. ${question} Thank you in advance.`,
    customerEmail: `customer-${position}@example.com`,
  };
}
