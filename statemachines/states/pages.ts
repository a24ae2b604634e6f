import type { StateMachine } from '../asl.ts';
import { retry } from '../retriers.ts';
import type { PageStateName } from '../state-names.ts';
import { ids, task } from './task.ts';

/** The states that one page goes through, inside the Map. */
export const pages = {
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
      Retry: retry.usual,
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
