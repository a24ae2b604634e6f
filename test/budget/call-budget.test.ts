import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type MortalRuntime, openMortalRuntime } from '../recovery/mortal-runtime.ts';
import type { Submitted } from '../support/api-client.ts';
import { statesOf } from '../support/executions.ts';
import { question } from '../support/inquiries.ts';
import { answerMailIds, ended } from '../support/journey.ts';
import { type CallCounts, callsIn, listOf, readCounts, startCounting, storeWritesIn } from './call-counter.ts';

const budget = { calls: 18, storeWrites: 6, stateTransitions: 14, stateDataBytes: 32 * 1024 } as const;

let opened: MortalRuntime | undefined;
let measured: { inquiry: Submitted; counts: CallCounts; history: readonly HistoryEvent[] } | undefined;
const measurement = () => {
  if (measured === undefined) throw new Error('Nothing was measured');
  return measured;
};

/**
 * One answered text inquiry with its mail, after another has warmed the process: settings, key and index are cached.
 */
beforeAll(async () => {
  opened = await openMortalRuntime();
  const { world } = opened;
  const { apiKey } = world.company;
  await ended(world, await world.submit(question, apiKey));

  // In steady traffic a request is counted against the company's rate by a lease that is in hand.
  await world.list(apiKey);
  await startCounting(world.faults);
  const inquiry = await world.submit(question, apiKey);
  await ended(world, inquiry);
  const counts = await readCounts(world.faults);

  await world.faults.clear();
  measured = { inquiry, counts, history: await world.executions.history(inquiry.id, 1) };
}, 60_000);
afterAll(async () => {
  await opened?.close();
});

test('the measured inquiry was answered and mailed', async () => {
  const { inquiry } = measurement();

  const { status } = (await opened?.world.status(inquiry)) ?? {};

  expect(status).toBe('ai_responded');
  expect(opened && (await answerMailIds(opened.world, inquiry))).toHaveLength(1);
});

test(`an answered text inquiry takes at most ${budget.calls} calls of AWS services`, () => {
  const { counts } = measurement();

  assertWithin('calls', { count: callsIn(counts), most: budget.calls, list: listOf(counts) });
  expect(counts.get('bedrock')).toBe(1);
});

test(`an answered text inquiry takes at most ${budget.storeWrites} writes to the table`, () => {
  const { counts } = measurement();

  assertWithin('writes', { count: storeWritesIn(counts), most: budget.storeWrites, list: listOf(counts) });
  expect(storeWritesIn(counts)).toBeGreaterThan(0);
});

test(`an answered text inquiry takes at most ${budget.stateTransitions} state transitions`, () => {
  const states = statesOf(measurement().history);

  assertWithin('transitions', { count: states.length, most: budget.stateTransitions, list: states.join(', ') });
  expect(states.at(-1)).toBe('Done');
});

test('no state is handed or hands on more than 32 KiB', () => {
  const sizes = measurement().history.flatMap(dataBytesOf);

  const largest = Math.max(...sizes);

  expect(largest).toBeGreaterThan(0);
  assertWithin('bytes', { count: largest, most: budget.stateDataBytes, list: sizes.join(', ') });
});

/** Every input, output and parameter that an event shows. */
function dataBytesOf(event: HistoryEvent): readonly number[] {
  const { stateEnteredEventDetails, stateExitedEventDetails, taskScheduledEventDetails, taskSucceededEventDetails } =
    event;
  const data = [
    stateEnteredEventDetails?.input,
    stateExitedEventDetails?.output,
    taskScheduledEventDetails?.parameters,
    taskSucceededEventDetails?.output,
    ...Object.values(stateExitedEventDetails?.assignedVariables ?? {}),
  ];
  return data.flatMap((text) => (text === undefined ? [] : [Buffer.byteLength(text)]));
}

function assertWithin(what: string, { count, most, list }: { count: number; most: number; list: string }): void {
  if (count > most) throw new Error(`${count} ${what}, allowed are ${most}: ${list}`);
}
