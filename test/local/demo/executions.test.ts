import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { pathOf, qualityOf } from '../../../local/demo/executions.ts';

let nextId = 1;
const event = (type: HistoryEvent['type'], rest: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id: nextId++,
  type,
  timestamp: new Date(nextId),
  ...rest,
});
const entered = (type: HistoryEvent['type'], name: string): HistoryEvent =>
  event(type, { stateEnteredEventDetails: { name } });
const succeeded = (payload: object): HistoryEvent =>
  event('TaskSucceeded', {
    taskSucceededEventDetails: {
      resource: 'invoke',
      resourceType: 'lambda',
      output: JSON.stringify({ Payload: payload }),
    },
  });
const verdict = {
  decision: 'redraft',
  responseQualityScore: 3.1,
  subScores: { citations: 1, grounding: 1, language: 1, coverage: 0, retrieval: 1 },
  reasons: ['half of the question is not covered'],
};

test('the path holds the states that do something, in their order', () => {
  const { visits, endedAtMs } = pathOf([
    event('ExecutionStarted'),
    entered('PassStateEntered', 'BindInput'),
    entered('TaskStateEntered', 'BeginProcessing'),
    entered('ChoiceStateEntered', 'Entry'),
    entered('MapStateEntered', 'ExtractTexts'),
    entered('SucceedStateEntered', 'Done'),
  ]);

  expect(visits.map(({ name }) => name)).toEqual(['BeginProcessing', 'ExtractTexts', 'Done']);
  expect(endedAtMs).toBeNull();
});

test.each(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'] as const)(
  '%s is an end',
  (type) => {
    const end = event(type);

    expect(pathOf([event('ExecutionStarted'), end]).endedAtMs).toBe(end.timestamp?.getTime());
  },
);

test('the quality is that of the last verdict', () => {
  const last = { ...verdict, decision: 'send', responseQualityScore: 4.4 };

  expect(qualityOf([succeeded({ pages: [] }), succeeded(verdict), succeeded(last)])).toEqual(last);
});

test('there is no quality where nothing was scored', () => {
  expect(qualityOf([event('ExecutionStarted'), succeeded({ pages: [] })])).toBeNull();
});
