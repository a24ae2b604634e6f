import type { OperationExamples } from './operation-examples.ts';
import * as shared from './values.ts';

const { koreanId, englishId } = shared;

const acceptedOf = (id: string, token: string) => ({
  id,
  status: 'pending',
  statusUrl: `https://inquiries.example.com/s/${token}`,
  statusToken: token,
  estimatedResponseTime: 60,
});

const statusOf = ({
  id,
  mode,
  title,
  status,
  urgency,
  estimatedResponseTime,
  escalationRequested,
}: typeof shared.englishSummary | typeof shared.koreanSummary) => ({
  id,
  mode,
  title,
  status,
  urgency,
  estimatedResponseTime,
  escalationRequested,
});

/** By operation: requests and answers as they come, one Korean and one English where it makes a difference. */
export const inquiryExamples: Readonly<Record<string, OperationExamples>> = {
  submitInquiry: {
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
  listInquiries: {
    response: {
      page: {
        summary: 'A page with another after it',
        value: { items: [shared.englishSummary, shared.koreanSummary], nextCursor: 'eyJwayI6Ii4uLiJ9.c2ln' },
      },
      last: { summary: 'The last page', value: { items: [shared.koreanSummary] } },
    },
  },
  getInquiry: {
    response: {
      answered: {
        summary: 'Answered by the machine',
        value: {
          ...shared.englishSummary,
          content: shared.englishContent,
          customerEmail: 'olivia.hart@example.com',
          priorityReasons: [],
          attachments: [],
          messages: [],
          answer: shared.companyAnswer,
        },
      },
      escalated: {
        summary: '담당자에게 넘어간 문의',
        value: {
          ...shared.koreanSummary,
          content: shared.koreanContent,
          priorityReasons: [{ reason: 'defect_or_delay', points: 20 }],
          attachments: [{ filename: 'receipt.png', contentType: 'image/png', bytes: 48_213, pages: 1 }],
          messages: [],
        },
      },
    },
  },
  getAnswer: {
    response: { answer: { summary: 'Written by the machine, with its score', value: shared.companyAnswer } },
  },
  listEvents: { response: { timeline: { summary: 'Answered in three seconds', value: { items: shared.events } } } },
  getInquiryStatus: {
    response: {
      answered: {
        summary: 'Answered by the machine',
        value: { ...statusOf(shared.englishSummary), progress: shared.progress, answer: shared.englishAnswer },
      },
      replied: {
        summary: '담당자가 답변함',
        value: {
          ...statusOf(shared.koreanSummary),
          status: 'resolved',
          progress: [
            { kind: 'submitted', at: shared.koreanSummary.createdAt },
            { kind: 'escalated', at: shared.koreanSummary.updatedAt },
            { kind: 'replied', at: shared.koreanReply.at },
          ],
          answer: shared.koreanReply,
        },
      },
      pending: {
        summary: 'On its way',
        value: { ...statusOf(shared.englishSummary), status: 'pending', progress: shared.progress.slice(0, 1) },
      },
    },
  },
  escalateInquiry: {
    response: {
      handedOver: {
        summary: 'A person takes over',
        value: { id: englishId, status: 'escalated', escalationRequested: true },
      },
    },
  },
  giveFeedback: {
    request: {
      helpful: { summary: 'It helped', value: { helpful: true } },
      unhelpful: { summary: '도움이 되지 않음', value: { helpful: false, comment: '교환 배송비 안내가 없어요.' } },
    },
    response: {
      resolved: { summary: 'Resolved', value: { id: englishId, status: 'resolved', helpful: true } },
    },
  },
  reopenInquiry: {
    request: {
      korean: { summary: '다시 문의', value: { message: '수거 기사님이 아직 오지 않았어요. 확인 부탁드립니다.' } },
      english: { summary: 'Still open', value: { message: 'The lamp has not arrived after four days.' } },
    },
    response: {
      reopened: { summary: 'With a person, in a second run', value: { id: englishId, status: 'escalated', run: 2 } },
    },
  },
  addMessage: {
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
};
