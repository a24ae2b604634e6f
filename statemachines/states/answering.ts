import type { States } from '../asl.ts';
import { retry } from '../retriers.ts';
import { failed, ids, superseded, task } from './task.ts';

/** From the text that was read to an answer that is mailed. */
export const answering = {
  AnalyzeInquiry: task('AnalyzeInquiry', {
    Comment: 'Language, tone, personal data and signals.',
    Payload: { ...ids, readings: '{% $readings %}', withheld: '{% $withheld %}' },
    Retry: retry.usual,
    Catch: [superseded, failed],
    Assign: { analysis: '{% $states.result.Payload %}' },
    Next: 'ScorePriority',
  }),
  ScorePriority: task('ScorePriority', {
    Comment: 'How soon somebody must see to it.',
    Payload: { ...ids, analysis: '{% $analysis %}' },
    Retry: retry.usual,
    Catch: [superseded, failed],
    Next: 'RetrieveKnowledge',
  }),
  RetrieveKnowledge: task('RetrieveKnowledge', {
    Comment: "The passages of the company's knowledge that bear on it.",
    Payload: { ...ids, language: '{% $analysis.language %}' },
    Retry: retry.model,
    Catch: [superseded, failed],
    Next: 'GenerateAnswer',
  }),
  GenerateAnswer: task('GenerateAnswer', {
    Comment: 'One draft by the model, from these passages only.',
    Payload: {
      ...ids,
      attempt: '{% $attempt %}',
      language: '{% $analysis.language %}',
      feedback: '{% $feedback %}',
    },
    TimeoutSeconds: 120,
    Retry: retry.sharedModel,
    Catch: [
      superseded,
      { ErrorEquals: ['SpendLimitReached'], Assign: { reason: 'spend_limit' }, Next: 'OpenEscalation' },
      failed,
    ],
    Assign: { draft: '{% $states.result.Payload %}', draftAttempt: '{% $attempt %}' },
    Next: 'ScoreQuality',
  }),
  ScoreQuality: task('ScoreQuality', {
    Comment: 'Checks the draft and decides in one word what becomes of it.',
    Payload: { ...ids, draft: '{% $draft %}', analysis: '{% $analysis %}' },
    Retry: retry.usual,
    Catch: [superseded, failed],
    Assign: {
      quality: '{% $states.result.Payload %}',
      qualityScore: '{% $states.result.Payload.responseQualityScore %}',
      reasons: '{% $states.result.Payload.reasons %}',
    },
    Next: 'QualityGate',
  }),
  QualityGate: {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $quality.decision = 'send' %}", Next: 'StoreAnswer' },
      {
        Condition: "{% $quality.decision = 'redraft' %}",
        Assign: { attempt: '{% $attempt + 1 %}', feedback: '{% $quality.reasons %}' },
        Next: 'GenerateAnswer',
      },
    ],
    Assign: {
      reason: "{% $exists($quality.escalationReason) ? $quality.escalationReason : 'low_quality' %}",
    },
    Default: 'OpenEscalation',
  },
  StoreAnswer: task('StoreAnswer', {
    Comment: 'Commits the answer, unless a person has been asked for meanwhile.',
    Payload: { ...ids, draft: '{% $draft %}', quality: '{% $quality %}' },
    Retry: retry.usual,
    Catch: [
      superseded,
      { ErrorEquals: ['EscalationRequested'], Assign: { reason: 'person_requested' }, Next: 'OpenEscalation' },
      failed,
    ],
    Next: 'NotifyCustomer',
  }),
  NotifyCustomer: task('NotifyCustomer', {
    Comment: 'Mails the answer. What cannot be delivered stays due and is delivered by the sweeper, never escalated.',
    Payload: ids,
    Retry: retry.usual,
    Catch: [superseded, { ErrorEquals: ['States.ALL'], Next: 'DeliveryDeferred' }],
    Next: 'Done',
  }),
} as const satisfies States;
