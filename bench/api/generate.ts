import { text } from 'node:stream/consumers';
import { errorCode } from '../../local/system-errors.ts';
import { inquiryAt, openCaller, openLoop } from '../load/open-loop.ts';
import { Profile, type ProfileResult, type Shot } from './profile.ts';

/** Sends the shots of a profile in rotation, open-loop. */
async function runProfile({ apiUrl, apiKey, ratePerSecond, seconds, shots }: Profile): Promise<ProfileResult> {
  const caller = openCaller({ apiUrl, apiKey });
  const latencies = new Map<string, number[]>(shots.map(({ name }) => [name, []]));
  const errors = new Map<string, number>();
  const fire = async (shot: Shot, { position, dueMs }: { position: number; dueMs: number }): Promise<void> => {
    const outcome = await outcomeOf(shot, position);
    if (outcome === shot.expectedStatus) latencies.get(shot.name)?.push(performance.now() - dueMs);
    else errors.set(`${shot.name} ${outcome}`, (errors.get(`${shot.name} ${outcome}`) ?? 0) + 1);
  };
  const outcomeOf = async ({ method, path, headers }: Shot, position: number): Promise<number | string> => {
    const body = method === 'POST' ? { body: JSON.stringify(inquiryAt(position)) } : {};
    try {
      return (await caller.call({ method, path, headers, ...body })).status;
    } catch (error) {
      return errorCode(error) ?? 'unknown';
    }
  };
  const startedMs = performance.now();
  const latestSendMs = await openLoop({ ratePerSecond, seconds }, async (position, dueMs) => {
    const shot = shots[position % shots.length];
    if (shot !== undefined) await fire(shot, { position, dueMs });
  });
  caller.close();
  return {
    latenciesMs: Object.fromEntries(latencies),
    errors: Object.fromEntries(errors),
    seconds: (performance.now() - startedMs) / 1_000,
    latestSendMs,
  };
}

/** The generator's process: a profile on standard input, the result as one line on standard output. */
const result = await runProfile(Profile.parse(JSON.parse(await text(process.stdin))));
process.stdout.write(`${JSON.stringify(result)}\n`);
