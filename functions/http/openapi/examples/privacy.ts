import type { OperationExamples } from './operation-examples.ts';
import { koreanId } from './values.ts';

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

/** By operation: erasure of an inquiry, and a person's requests. */
export const privacyExamples: Readonly<Record<string, OperationExamples>> = {
  eraseInquiry: { response: { erased: { summary: 'Erased', value: { id: koreanId, status: 'erased' } } } },
  createDataRequest: {
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
  listDataRequests: { response: { two: { summary: 'Newest first', value: { items: [erased, exported] } } } },
  getDataRequest: {
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
};
