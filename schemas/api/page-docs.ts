import { fieldsOf } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import { pageRoutes } from './page-routes.ts';

/** Pages behind the links of mails. */
export const pageDocs = {
  showStatusPage: {
    summary: 'The customer’s page',
    description: 'Progress and answer in Korean or English; works without scripts.',
  },
  requestPersonFromPage: {
    summary: 'Ask for a person from the customer’s page',
    responseHeaders: { Location: 'The page' },
  },
  addMessageFromPage: {
    summary: 'Add to the inquiry from the customer’s page',
    responseHeaders: { Location: 'The page' },
  },
  showReplyPage: {
    summary: 'The agent’s reply page; changes nothing',
    description:
      'The inquiry, why it came to a person, passages and a draft. Mail scanners may open it: only a typed text replies.',
  },
  submitReply: {
    summary: 'Reply to the customer',
    description: 'The first reply counts; afterwards the link is spent.',
  },
} as const satisfies AreaDocs<typeof pageRoutes>;

export const pageFields = [
  fieldsOf(pageRoutes.showStatusPage.query, { write: 'Any value shows the form for a further message.' }),
];
