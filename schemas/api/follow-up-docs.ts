import * as shared from './example-values.ts';
import { fieldsOf } from './field-docs.ts';
import {
  AddMessageRequest,
  AddMessageResponse,
  EscalateResponse,
  FeedbackRequest,
  FeedbackResponse,
  type followUpRoutes,
  MessageView,
  ReopenRequest,
  ReopenResponse,
} from './follow-ups.ts';
import type { AreaDocs } from './operation-docs.ts';

const { koreanId, englishId } = shared;

/** What the asker does after submitting. */
export const followUpDocs = {
  escalateInquiry: {
    summary: 'Ask for a person',
    description:
      'Before the answer is sent, the run at work hands over; after it, a person takes the inquiry up again. Asking twice changes nothing.',
    response: {
      handedOver: {
        summary: 'A person takes over',
        value: { id: englishId, status: 'escalated', escalationRequested: true },
      },
    },
  },
  giveFeedback: {
    summary: 'Tell whether the answer helped; a helpful one resolves the inquiry',
    description: 'Only an answered inquiry can be judged. Helpful resolves it; unhelpful leaves it as it is.',
    request: {
      helpful: { summary: 'It helped', value: { helpful: true } },
      unhelpful: { summary: '도움이 되지 않음', value: { helpful: false, comment: '교환 배송비 안내가 없어요.' } },
    },
    response: {
      resolved: { summary: 'Resolved', value: { id: englishId, status: 'resolved', helpful: true } },
    },
  },
  reopenInquiry: {
    summary: 'Open an answered inquiry again, for a person',
    description:
      'For answered inquiries only. A person takes it up again and sees the message beside the earlier answer.',
    request: {
      korean: { summary: '다시 문의', value: { message: '수거 기사님이 아직 오지 않았어요. 확인 부탁드립니다.' } },
      english: { summary: 'Still open', value: { message: 'The lamp has not arrived after four days.' } },
    },
    response: {
      reopened: { summary: 'With a person, in a second run', value: { id: englishId, status: 'escalated', run: 2 } },
    },
  },
  addMessage: {
    summary: 'Add to an inquiry that is not answered yet',
    description:
      'For inquiries that are not answered yet. The machine starts again with it; a person who has the case is mailed. The same message again changes nothing. Once answered, use `reopen`.',
    request: {
      korean: { summary: '내용 추가', value: { text: shared.koreanMessage.text } },
      english: { summary: 'A further word', value: { text: 'The order number is 20260116-0042.' } },
    },
    response: {
      added: {
        summary: 'Added while a person has the case',
        value: { id: koreanId, status: 'escalated', run: 1, message: shared.koreanMessage },
      },
    },
  },
} as const satisfies AreaDocs<typeof followUpRoutes>;

const { id, status, run } = {
  id: 'Id of the inquiry, as in the path.',
  status: 'Status of the inquiry afterwards.',
  run: 'Number of the current run afterwards, from 1.',
};

export const followUpFields = [
  fieldsOf(EscalateResponse, { id, status, escalationRequested: 'Always `true`: a person has been asked for.' }),
  fieldsOf(FeedbackRequest, {
    helpful: '`true` resolves the inquiry; `false` leaves it as it is.',
    comment: 'What the asker says besides; kept on the timeline.',
  }),
  fieldsOf(FeedbackResponse, { id, status, helpful: 'The feedback as it was stored.' }),
  fieldsOf(ReopenRequest, {
    message: 'What is still open, in the asker’s words; the person who takes it up reads it.',
  }),
  fieldsOf(ReopenResponse, { id, status, run }),
  fieldsOf(AddMessageRequest, { text: 'What the asker adds to the inquiry.' }),
  fieldsOf(AddMessageResponse, { id, status, run, message: 'The message as it was stored.' }),
  fieldsOf(MessageView, {
    by: 'Who wrote it: `customer` by the status page or token, `company` by an API key.',
    text: 'The message in the asker’s words.',
    run: 'Run that the message belongs to.',
    at: 'When it was written.',
  }),
];
