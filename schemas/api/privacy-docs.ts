import { DataRequestCounts } from '../data-request.ts';
import { koreanId } from './example-values.ts';
import { cursorField, fieldsOf, limitField, nextCursorField } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import {
  CreateDataRequestRequest,
  CreateDataRequestResponse,
  DataRequestView,
  EraseInquiryResponse,
  ListDataRequestsQuery,
  ListDataRequestsResponse,
  type privacyRoutes,
} from './privacy.ts';

const exportId = '01kf3a1c4e6g8j0m2p4r6t8v0x';
const erasureId = '01kf3a7h9k2n4q6s8w0y1z3b5d';

const exported = {
  id: exportId,
  kind: 'export',
  state: 'done',
  counts: { inquiries: 3, items: 31, objects: 1, mails: 3 },
  createdAt: '2026-01-16T06:00:00.000Z',
  finishedAt: '2026-01-16T06:00:02.412Z',
  availableUntil: '2026-01-23T06:00:02.412Z',
};

const erased = {
  id: erasureId,
  kind: 'erasure',
  state: 'done',
  counts: { inquiries: 3, items: 31, objects: 1, mails: 4 },
  createdAt: '2026-01-16T06:10:00.000Z',
  finishedAt: '2026-01-16T06:10:03.087Z',
};

/** Erasure of an inquiry, and a person’s requests. */
export const privacyDocs = {
  eraseInquiry: {
    summary: 'Erase one inquiry with all that belongs to it',
    description:
      'At once the inquiry is a tombstone that answers 410 and says nothing; text, files, answers, mails’ records and timeline follow within moments, or within minutes when something is in the way. An execution at work ends, a mail that was due is not sent. Erasing again changes nothing.',
    response: { erased: { summary: 'Erased', value: { id: koreanId, status: 'erased' } } },
  },
  createDataRequest: {
    summary: 'Export or erase everything of one person',
    description:
      'Finds the person by the address that their inquiries were sent with; capitals do not matter. The work goes on in the background: read the request until it is `done`. An erasure takes what had been sent when it was asked for, and earlier exports. The request itself is kept as the proof; it holds a keyed hash of the address, not the address. Send an `Idempotency-Key`, so that a repeat asks for nothing new.',
    responseHeaders: {
      Location: 'Where the request is read',
      'Idempotency-Replayed': '`true` when an earlier request with this key asked for it',
    },
    request: {
      export: {
        summary: '개인정보 열람 요청',
        value: { kind: 'export', customerEmail: 'haneul.jung@example.com' },
      },
      erasure: {
        summary: 'Erase everything of one person',
        value: { kind: 'erasure', customerEmail: 'olivia.hart@example.com' },
      },
    },
    response: { accepted: { summary: 'Accepted', value: { id: exportId, kind: 'export', state: 'pending' } } },
  },
  listDataRequests: {
    summary: 'List requests about personal data, newest first',
    description: 'Pages of 20, or of `limit`. Links to exports are made when one request is read.',
    response: { two: { summary: 'Newest first', value: { items: [erased, exported] } } },
  },
  getDataRequest: {
    summary: 'Read a request about personal data: how far it is, what it did, and the link of an export',
    description:
      'An export can be fetched for 7 days: each reading gives a new `downloadUrl`, good for 15 minutes, without a key. It is JSON in UTF-8. `failed` is an export above 100 MB.',
    response: {
      exported: {
        summary: 'An export to be fetched',
        value: {
          ...exported,
          downloadUrl: `https://bucket.s3.ap-northeast-2.amazonaws.com/exports/01kf/${exportId}.json?X-Amz-Expires=900`,
        },
      },
      erased: { summary: 'An erasure that is done: the proof', value: erased },
    },
  },
} as const satisfies AreaDocs<typeof privacyRoutes>;

const acceptedFields = {
  id: 'Id of the request.',
  kind: '`export` collects everything stored about the person; `erasure` removes it.',
  state: '`done` when finished; `failed` = an export above 100 MB.',
};

export const privacyFields = [
  fieldsOf(EraseInquiryResponse, { id: 'Id of the erased inquiry.', status: 'Always `erased`.' }),
  fieldsOf(CreateDataRequestRequest, {
    kind: acceptedFields.kind,
    customerEmail: 'Address of the person’s inquiries; capitals do not matter.',
  }),
  fieldsOf(CreateDataRequestResponse, acceptedFields),
  fieldsOf(DataRequestView, {
    ...acceptedFields,
    counts: 'What has been found so far, or was erased.',
    createdAt: 'When the request was made.',
    finishedAt: 'When it was done; absent before that.',
    availableUntil: 'Until when an export can be fetched; absent for an erasure.',
    downloadUrl: 'Link to a finished export, good for 15 minutes without a key; only when one request is read.',
  }),
  fieldsOf(DataRequestCounts, {
    inquiries: 'Inquiries of the person.',
    items: 'Stored items besides the inquiries themselves: texts, answers, drafts, records of mails, events.',
    objects: 'Files of attachments.',
    mails: 'Mails sent about the inquiries, to the person or to staff.',
  }),
  fieldsOf(ListDataRequestsQuery, { limit: limitField(100, 20), cursor: cursorField }),
  fieldsOf(ListDataRequestsResponse, { items: 'Requests, newest first.', nextCursor: nextCursorField }),
];
