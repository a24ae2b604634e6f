import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Submitted } from '../support/api-client.ts';
import { answerMailIds, awaitingReply, ended, latestStaffMail } from '../support/journey.ts';
import type { World } from '../support/world.ts';
import { replyText } from './hold.ts';
import type { Situation } from './situations.ts';

/** Follows an inquiry to its end, replying where a person is waited for. Retries may have to be waited out. */
export async function followToEnd(world: World, inquiry: Submitted, ends: Situation['ends']): Promise<void> {
  if (ends === 'escalated') {
    await awaitingReply(world, inquiry, { mostSeconds: 300 });
    const { link } = await latestStaffMail(world, inquiry);
    expect((await world.reply(link, replyText)).status).toBe(200);
  }
  expect(await ended(world, inquiry, { mostSeconds: 300 })).toBe('SUCCEEDED');
}

/** One answer in its one run, mailed under its one id, and a history without a gap. */
export async function expectSound(world: World, inquiry: Submitted, ends: Situation['ends']): Promise<void> {
  const { status, answer } = await world.status(inquiry);
  expect({ status, source: answer?.source }).toEqual(
    ends === 'answered' ? { status: 'ai_responded', source: 'ai' } : { status: 'resolved', source: 'human' },
  );
  expect((await world.detail(inquiry)).run).toBe(1);
  const kinds = (await world.events(inquiry)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'answer_stored' || kind === 'replied')).toHaveLength(1);
  expect(new Set(await answerMailIds(world, inquiry))).toEqual(new Set([`${inquiry.id}-r1-answer`]));
  expectGapless(await world.executions.history(inquiry.id, 1));
}

function expectGapless(history: readonly HistoryEvent[]): void {
  expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
  expect(history.filter(({ id = 0, previousEventId = 0 }) => previousEventId >= id)).toEqual([]);
  expect(history.filter(({ type }) => type === 'ExecutionStarted')).toHaveLength(1);
  expect(history.at(-1)?.type).toBe('ExecutionSucceeded');
}
