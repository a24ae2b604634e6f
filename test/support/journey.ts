import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Submitted } from './api-client.ts';
import { statesOf } from './executions.ts';
import type { Mail } from './outbox.ts';
import { advanceUntil, type PatientClock, until } from './until.ts';
import type { World } from './world.ts';

interface InTime {
  /** Default 1. */
  readonly run?: number;
  /** How far the clock may be moved on; default 0: whatever is waited for comes by itself. */
  readonly mostSeconds?: number;
}

/** The clock of a world, moved only while the inquiry's run waits for it and no function is at work. */
export const clockFor = (world: World, { id }: Submitted, run = 1): PatientClock => ({
  advance: world.advance,
  rest: () =>
    until(`run ${run} at rest`, async () => {
      const status = await world.executions.status(id, run);
      if (status !== 'RUNNING') return true;
      const last = (await world.executions.history(id, run)).at(-1);
      return last?.type === 'TaskFailed' || last?.type === 'TaskSubmitted' || last?.type === 'TaskTimedOut'
        ? true
        : undefined;
    }).then(() => {}),
});

/** How the execution of a run ended. */
export const ended = (world: World, inquiry: Submitted, { run = 1, mostSeconds = 0 }: InTime = {}): Promise<string> =>
  advanceUntil(clockFor(world, inquiry, run), { expected: `the end of run ${run}`, mostSeconds }, async () => {
    const status = await world.executions.status(inquiry.id, run);
    return status === 'RUNNING' ? undefined : status;
  });

/** The history of a run that waits for a reply: its token is stored. */
export const awaitingReply = (
  world: World,
  inquiry: Submitted,
  { run = 1, mostSeconds = 0 }: InTime = {},
): Promise<readonly HistoryEvent[]> =>
  advanceUntil(clockFor(world, inquiry, run), { expected: `run ${run} waiting for a reply`, mostSeconds }, async () => {
    if ((await world.executions.status(inquiry.id, run)) === undefined) return undefined;
    const history = await world.executions.history(inquiry.id, run);
    return history.at(-1)?.type === 'TaskSubmitted' && statesOf(history).at(-1) === 'AwaitReply' ? history : undefined;
  });

/**
 * Lets minutes of the clock pass, with a whole pass of the sweeper in each, until there is something to see. A clock
 * that is moved on while a pass is at work lets it time out.
 */
export async function sweptUntil<T>(
  world: World,
  { expected, mostMinutes }: { expected: string; mostMinutes: number },
  look: () => Promise<T | undefined>,
): Promise<T> {
  for (let minute = 0; minute < mostMinutes; minute += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await world.advance(60);
    await world.sweep();
  }
  return until(expected, look);
}

/** The latest mail to staff about the inquiry, with the reply link in it. */
export async function latestStaffMail(world: World, inquiry: Submitted): Promise<Mail & { link: string }> {
  return until('a mail to staff', () => staffMailOf(world, inquiry));
}

/** The latest mail to staff about the inquiry so far; undefined while there is none. */
export async function staffMailOf(world: World, { id }: Submitted): Promise<(Mail & { link: string }) | undefined> {
  const mail = (await world.mailsAbout(id)).findLast(({ text }) => replyLinkIn(text) !== undefined);
  const link = replyLinkIn(mail?.text ?? '');
  return mail === undefined || link === undefined ? undefined : { ...mail, link };
}

const replyLinkIn = (text: string): string | undefined => /https?:\/\/\S+\/r\/[^\s>)]+/.exec(text)?.[0];

/** The notification ids of the answer mails, one for each mail that went out. */
export async function answerMailIds(world: World, { id }: Submitted): Promise<readonly string[]> {
  const mails = await world.mailsAbout(id);
  return mails
    .map(({ notificationId }) => notificationId)
    .filter((notificationId) => notificationId.endsWith('-answer'));
}

/** Resolves once a fault has struck. */
export async function struck(world: World, rule = 0): Promise<void> {
  await until(`fault ${rule} striking`, async () =>
    ((await world.faults.hitCounts())[rule] ?? 0) > 0 ? true : undefined,
  );
}
