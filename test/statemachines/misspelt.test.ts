import type { States } from '../../statemachines/asl.ts';
import { isOneOf, payloadWithOptional } from '../../statemachines/expressions.ts';
import { retry } from '../../statemachines/retriers.ts';
import { failed, ids, superseded, task } from '../../statemachines/states/task.ts';

/*
 * What the types refuse: `npm run types` fails when one of these compiles. At run time they are definitions like
 * others.
 */

const usual = { Comment: '', Retry: retry.usual, Catch: [superseded, failed], Next: 'Done' } as const;
const scored = { ...ids, draft: '{% $draft %}', analysis: '{% $analysis %}' } as const;

const attempt = { when: '$draftAttempt > 0', value: '{% $draftAttempt %}' } as const;
const responseQualityScore = { when: '$qualityScore > 0', value: '{% $qualityScore %}' } as const;
const errorName = { when: "$errorName != ''", value: '{% $errorName %}' } as const;

const payloads = () => [
  // @ts-expect-error a misspelt field
  task('ScorePriority', { ...usual, Payload: { ...ids, analysys: '{% $analysis %}' } }),
  // @ts-expect-error a misspelt variable
  task('ScorePriority', { ...usual, Payload: { ...ids, analysis: '{% $analysys %}' } }),
  // @ts-expect-error a variable of another type
  task('ScorePriority', { ...usual, Payload: { ...ids, analysis: '{% $draft %}' } }),
  // @ts-expect-error a field that is missing
  task('ScorePriority', { ...usual, Payload: ids }),
  // @ts-expect-error a field that the task does not have
  task('NotifyCustomer', { ...usual, Payload: { ...ids, entry: '{% $entry %}' } }),
  // @ts-expect-error a task without schema
  task('ScorePriorty', { ...usual, Payload: ids }),
  payloadWithOptional<'OpenEscalation'>(
    // @ts-expect-error a field that is missing from a merged payload
    { ...ids, reason: '{% $reason %}' },
    { attempt, responseQualityScore, errorName },
  ),
  payloadWithOptional<'OpenEscalation'>(
    { ...ids, reason: '{% $reason %}', reasons: '{% $reasons %}' },
    // @ts-expect-error an optional field that is missing
    { attempt, responseQualityScore },
  ),
];

const results = () => [
  // @ts-expect-error a field that the function does not return
  task('ScoreQuality', { ...usual, Payload: scored, Assign: { reasons: '{% $states.result.Payload.reason %}' } }),
  // @ts-expect-error a misspelt variable
  task('ScoreQuality', { ...usual, Payload: scored, Assign: { qualtiy: '{% $states.result.Payload %}' } }),
  task('DecideEscalation', {
    ...usual,
    Payload: { ...ids, escalationId: '{% $escalationId %}' },
    // @ts-expect-error a result that may be absent, without what stands in for it
    Assign: { notificationKind: '{% $states.result.Payload.notificationKind %}' },
  }),
];

const steering = () => [
  // @ts-expect-error an error that is in no table
  task('NotifyCustomer', { ...usual, Payload: ids, Catch: [{ ErrorEquals: ['RunSuperceded'], Next: 'Superseded' }] }),
  // @ts-expect-error a word that the decision never is
  isOneOf('decision', ['remindd']),
  // @ts-expect-error the state of another task
  { StoreAnswer: task('NotifyCustomer', { ...usual, Payload: ids }) } satisfies States,
  // @ts-expect-error a state that is not there
  { Entry: { Type: 'Pass', Next: 'Dome' } } as const satisfies States,
  // @ts-expect-error a reason that is none
  { Entry: { Type: 'Pass', Assign: { reason: 'pipeline_faild' }, Next: 'Done' } } as const satisfies States,
  {
    EscalationGate: {
      Type: 'Choice',
      // @ts-expect-error a comparison with a word that the decision never is
      Choices: [{ Condition: "{% $decision = 'remindd' %}", Next: 'ContactStaff' }],
      Default: 'Superseded',
    },
  } as const satisfies States,
];

test('what the types refuse would be written to the definition as it stands', () => {
  expect(JSON.stringify([payloads(), results(), steering()])).toMatch(/analysys.*qualtiy.*RunSuperceded.*remindd/);
});
