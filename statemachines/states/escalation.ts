import type { States } from '../asl.ts';
import { isOneOf, payloadWithOptional } from '../expressions.ts';
import { retry } from '../retriers.ts';
import { ids, nothing, superseded, task } from './task.ts';

/** From the escalation to a decision: replied, or the next step of the SLA. */
export const escalation = {
  OpenEscalation: task('OpenEscalation', {
    Comment: "Puts the inquiry into people's hands: escalation, owner, SLA and due mail in one transaction.",
    Payload: payloadWithOptional<'OpenEscalation'>(
      { ...ids, reason: '{% $reason %}', reasons: '{% $reasons %}' },
      {
        attempt: { when: '$draftAttempt > 0', value: '{% $draftAttempt %}' },
        responseQualityScore: { when: '$qualityScore > 0', value: '{% $qualityScore %}' },
        errorName: { when: "$errorName != ''", value: '{% $errorName %}' },
      },
    ),
    Retry: retry.table,
    Catch: [superseded],
    Assign: {
      escalationId: '{% $states.result.Payload.escalationId %}',
      generation: '{% $states.result.Payload.generation %}',
      waitSeconds: '{% $states.result.Payload.waitSeconds %}',
      notificationKind: '{% $states.result.Payload.notificationKind %}',
    },
    Next: 'ContactStaff',
  }),
  ContactStaff: task('ContactStaff', {
    Comment:
      'Mails the owner and tells the topic. What cannot be sent stays due for the sweeper; the wait begins all the same.',
    Payload: {
      ...ids,
      escalationId: '{% $escalationId %}',
      notificationKind: '{% $notificationKind %}',
      generation: '{% $generation %}',
    },
    Retry: retry.mailToStaff,
    Catch: [superseded, { ErrorEquals: ['States.ALL'], Next: 'AwaitReply' }],
    Next: 'AwaitReply',
  }),
  AwaitReply: task('AwaitReply', {
    Comment:
      'Waits for the bell that a reply rings, at most until the next SLA checkpoint. The table is the truth: whatever ends the wait, DecideEscalation reads it.',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Payload: {
      ...ids,
      escalationId: '{% $escalationId %}',
      generation: '{% $generation %}',
      taskToken: '{% $states.context.Task.Token %}',
    },
    TimeoutSeconds: '{% $waitSeconds %}',
    Retry: retry.tokenInTable,
    Catch: [
      { ErrorEquals: ['States.Timeout', 'AlreadyReplied'], Next: 'DecideEscalation' },
      {
        Comment: 'The token could not be kept; a pause keeps the loop from spinning.',
        ErrorEquals: ['States.ALL'],
        Next: 'PauseBeforeDeciding',
      },
    ],
    Next: 'DecideEscalation',
  }),
  PauseBeforeDeciding: {
    Type: 'Wait',
    Seconds: 60,
    Output: nothing,
    Next: 'DecideEscalation',
  },
  DecideEscalation: task('DecideEscalation', {
    Comment: "Reads the table, takes the SLA's next step when it is due, and steers by one word.",
    Payload: { ...ids, escalationId: '{% $escalationId %}' },
    Retry: retry.table,
    Catch: [superseded],
    Assign: {
      decision: '{% $states.result.Payload.decision %}',
      generation: '{% $states.result.Payload.generation %}',
      waitSeconds: '{% $states.result.Payload.waitSeconds %}',
      notificationKind:
        '{% $exists($states.result.Payload.notificationKind) ? $states.result.Payload.notificationKind : $notificationKind %}',
    },
    Next: 'EscalationGate',
  }),
  EscalationGate: {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $decision = 'replied' %}", Next: 'NotifyCustomer' },
      { Condition: "{% $decision = 'wait' %}", Next: 'AwaitReply' },
      { Condition: isOneOf('decision', ['contact', 'remind', 'reassign', 'handover']), Next: 'ContactStaff' },
      { Condition: "{% $decision = 'returned_to_ai' %}", Next: 'Done' },
    ],
    Default: 'Superseded',
  },
} as const satisfies States;
