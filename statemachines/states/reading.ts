import type { StateMachine, States } from '../asl.ts';
import { retry } from '../retriers.ts';
import type { PageStateName } from '../state-names.ts';
import { failed, ids, nothing, superseded, task } from './task.ts';

/** The states that one page goes through, inside the Map. */
const pages = {
  StartAt: 'BindPage',
  States: {
    BindPage: {
      Type: 'Pass',
      Assign: { page: '{% $states.input.page %}' },
      Next: 'ExtractText',
    },
    ExtractText: task('ExtractText', {
      Comment: 'Reads one page by the reader that knows its script.',
      Payload: { ...ids, page: '{% $page %}' },
      TimeoutSeconds: 120,
      Retry: retry.model,
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Output: "{% {'attachmentNumber': $page.attachmentNumber, 'page': $page.page, 'outcome': 'unreadable'} %}",
          Next: 'PageUnreadable',
        },
      ],
      Output: '{% $states.result.Payload %}',
      End: true,
    }),
    PageUnreadable: {
      Type: 'Pass',
      Comment: 'A page that no reader could read is a finding: the inquiry goes on with a warning.',
      End: true,
    },
  },
} as const satisfies StateMachine<PageStateName>;

/** From the start to attachments that have been read. */
export const reading = {
  BindInput: {
    Type: 'Pass',
    Comment: 'Names the facts that the states share; every task gets its ids from here.',
    Assign: {
      inquiryId: '{% $states.context.Execution.Input.inquiryId %}',
      companyId: '{% $states.context.Execution.Input.companyId %}',
      run: '{% $states.context.Execution.Input.run %}',
      entry: '{% $states.context.Execution.Input.entry %}',
      readings: [],
      attempt: 1,
      feedback: [],
      reason: 'pipeline_failed',
      reasons: [],
      errorName: '',
      draftAttempt: 0,
      qualityScore: 0,
      withheld: [],
    },
    Next: 'Entry',
  },
  Entry: {
    Type: 'Choice',
    Comment: 'A run that repairs or reopens goes straight to people; what has nothing attached has nothing to be read.',
    Choices: [
      { Condition: "{% $entry = 'escalate' %}", Next: 'OpenEscalation' },
      { Condition: "{% $entry = 'answer_text' %}", Next: 'AnalyzeInquiry' },
    ],
    Default: 'BeginProcessing',
  },
  BeginProcessing: task('BeginProcessing', {
    Comment:
      'Lists the pages to be read, each by the reader that knows its script; withholds what a malware scan has not cleared.',
    Payload: ids,
    Retry: retry.malwareScan,
    Catch: [superseded, failed],
    Assign: { pages: '{% $states.result.Payload.pages %}', withheld: '{% $states.result.Payload.withheld %}' },
    Next: 'ExtractTexts',
  }),
  ExtractTexts: {
    Type: 'Map',
    Comment: "One page after the other, two at a time: the readers' quotas are shared by all inquiries.",
    Items: '{% $pages %}',
    ItemSelector: { page: '{% $states.context.Map.Item.Value %}' },
    MaxConcurrency: 2,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...pages },
    Catch: [
      {
        ErrorEquals: ['States.ALL'],
        Assign: { reason: 'pipeline_failed', errorName: '{% $states.errorOutput.Error %}' },
        Next: 'OpenEscalation',
      },
    ],
    Assign: { readings: '{% $states.result %}' },
    Output: nothing,
    Next: 'AnalyzeInquiry',
  },
} as const satisfies States;
