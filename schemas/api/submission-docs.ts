import * as shared from './example-values.ts';
import { fieldsOf } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import {
  BatchItemResult,
  InlineAttachment,
  SubmitBatchRequest,
  SubmitBatchResponse,
  SubmitInquiryRequest,
  SubmitInquiryResponse,
  type submissionRoutes,
} from './submissions.ts';

const { koreanId } = shared;

const acceptedOf = (id: string, token: string) => ({
  id,
  status: 'pending',
  statusUrl: `https://inquiries.example.com/s/${token}`,
  statusToken: token,
  estimatedResponseTime: 60,
});

/** How inquiries come in. */
export const submissionDocs = {
  submitInquiry: {
    summary: 'Submit a customer’s inquiry',
    description:
      'Accepted means durable: the inquiry is stored before 202 is answered, and will be answered by the machine or a person. Send an `Idempotency-Key`, so that a repeat after a broken line is answered with the same inquiry. Hand `statusUrl` to the customer; `statusToken` opens this one inquiry only.',
    responseHeaders: {
      Location: 'Where the inquiry is read',
      'Retry-After': 'Seconds until the first poll is worth while',
      'Idempotency-Replayed': '`true` when an earlier request with this key made the inquiry',
    },
    request: {
      korean: {
        summary: '한국어 문의',
        value: { title: shared.koreanTitle, content: shared.koreanContent, customerEmail: 'haneul.jung@example.com' },
      },
      english: {
        summary: 'In English, with the company’s own number',
        value: {
          title: shared.englishTitle,
          content: shared.englishContent,
          customerEmail: 'olivia.hart@example.com',
          category: 'shipping',
          externalId: 'order-20260116-0042',
        },
      },
      attachment: {
        summary: 'With a picture',
        value: {
          title: '영수증 확인 부탁드립니다',
          content: '첨부한 영수증의 금액이 맞는지 확인해 주세요.',
          attachments: [{ filename: 'receipt.png', contentType: 'image/png', data: shared.onePixel }],
        },
      },
    },
    response: { accepted: { summary: 'Accepted', value: acceptedOf(koreanId, 'st.01kf2v7m3q8w5x9y0z1a2b3c4d.Zk3v') } },
  },
  submitBatch: {
    summary: 'Submit up to 100 inquiries without attachments, each accepted or refused by itself',
    description:
      'Items are those of a submission without attachments. Each is accepted or refused by itself, in the order of the request; the answer is 200 whatever became of them. An `Idempotency-Key` counts for each item at its place.',
    request: {
      two: {
        summary: 'One to accept, one at fault',
        value: {
          items: [{ title: shared.koreanTitle, content: shared.koreanContent, externalId: 'order-41' }, { title: '' }],
        },
      },
    },
    response: {
      mixed: {
        summary: 'Each by itself',
        value: {
          items: [
            { index: 0, status: 202, id: koreanId },
            {
              index: 1,
              status: 422,
              problem: {
                type: 'about:blank',
                title: 'The request has invalid fields',
                status: 422,
                code: 'validation_failed',
                detail: 'Invalid: title, content',
                requestId: '4f1c2a9e',
                errors: [
                  { path: 'title', message: 'must not be blank' },
                  { path: 'content', message: 'Invalid input' },
                ],
              },
            },
          ],
        },
      },
    },
  },
} as const satisfies AreaDocs<typeof submissionRoutes>;

export const submissionFields = [
  fieldsOf(SubmitInquiryRequest, {
    title: 'The question in one line; shown in lists and as the subject of mails.',
    content: 'The inquiry in the customer’s own words.',
    customerEmail: 'Where the answer is mailed to; without it the answer shows on the status page only.',
    category: 'A group of the company’s own, by which inquiries can be listed.',
    externalId: 'The company’s own number for it; a second inquiry with the same one is refused.',
    attachments: 'Files in the request itself, 3.7 MB together when decoded; larger ones go by `uploadIds`.',
    uploadIds: 'Files uploaded before, by the `uploadId` of each; with `attachments` as many as the plan allows.',
  }),
  fieldsOf(InlineAttachment, {
    filename: 'Name that agents see, with its extension.',
    contentType: 'Type of the file; its content must match.',
    data: 'The file in base64 with padding.',
  }),
  fieldsOf(SubmitInquiryResponse, {
    id: 'Id of the inquiry, by which all other operations name it.',
    status: '`pending` after a submission.',
    statusUrl: 'Page for the customer, in Korean or English; its link needs no login.',
    statusToken: 'Opens this one inquiry: a bearer token for its status, messages, feedback, `escalate` and `reopen`.',
    estimatedResponseTime: 'Seconds until an answer is expected.',
  }),
  fieldsOf(SubmitBatchRequest, { items: 'Inquiries, each as in a submission, without `attachments` and `uploadIds`.' }),
  fieldsOf(SubmitBatchResponse, { items: 'One result for each item, in the order of the request.' }),
  fieldsOf(BatchItemResult, {
    index: 'Position of the item in the request, from 0.',
    status: 'HTTP status that the item alone would have had: 202, or that of its problem.',
    id: 'Id of the inquiry; absent when the item was refused.',
    problem: 'Why the item was refused; absent when it was accepted.',
  }),
];
