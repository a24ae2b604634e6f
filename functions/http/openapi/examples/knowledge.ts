import type { OperationExamples } from './operation-examples.ts';

const koreanFields = {
  title: '배송은 얼마나 걸리나요?',
  text: '평일 오후 2시 이전에 결제하신 주문은 당일 출고되며, 보통 1~2영업일 안에 도착합니다.',
  category: '배송',
};
const englishFields = {
  title: 'How long does shipping take?',
  text: 'Orders paid before 2 p.m. on a working day leave our warehouse the same day and arrive in 1 to 2 working days.',
  language: 'en',
  sourceUrl: 'https://shop.example.com/help/shipping',
};

const entryOf = (id: string, fields: object, version = 1) => ({
  id,
  ...fields,
  state: 'active',
  version,
  createdAt: '2026-01-12T02:00:00.000Z',
  updatedAt: '2026-01-12T02:00:00.000Z',
});

const korean = entryOf('shipping-time-ko', { ...koreanFields, language: 'ko' });
const english = entryOf('shipping-time-en', englishFields);

const request = {
  korean: { summary: '한국어 항목', value: koreanFields },
  english: { summary: 'In English, with its source', value: englishFields },
};

/** By operation: one entry in Korean and in English on its way into answers. */
export const knowledgeExamples: Readonly<Record<string, OperationExamples>> = {
  listKnowledge: {
    response: { page: { summary: 'The last page', value: { items: [english, korean] } } },
  },
  createKnowledgeEntry: {
    request,
    response: { made: { summary: '만들어진 항목', value: { ...korean, id: '01kf1c2d3e4f5g6h7j8k9m0n1p' } } },
  },
  importKnowledge: {
    request: {
      merge: {
        summary: 'Two to take and one at fault',
        value: {
          mode: 'merge',
          entries: [
            { id: 'shipping-time-ko', ...koreanFields },
            { id: 'shipping-time-en', ...englishFields },
            { id: 'returns-en', title: '', text: 'Within 14 days of delivery.' },
          ],
        },
      },
    },
    csvRequest: {
      korean: {
        summary: '한국어 머리글',
        value: '제목,내용,분류\n배송은 얼마나 걸리나요?,"평일 오후 2시 이전에 결제하시면\n당일 출고됩니다.",배송\n',
      },
      english: {
        summary: 'With ids of the company’s own',
        value: 'id,title,text\nreturns-en,May I return it?,"Yes, within 14 days of delivery."\n',
      },
    },
    response: {
      mixed: {
        summary: 'Each row by itself',
        value: {
          rows: [
            { index: 0, outcome: 'created', id: 'shipping-time-ko' },
            { index: 1, outcome: 'unchanged', id: 'shipping-time-en' },
            { index: 2, outcome: 'invalid', errors: [{ path: 'title', message: 'must not be blank' }] },
          ],
          removed: 0,
        },
      },
    },
  },
  searchKnowledge: {
    response: {
      found: {
        summary: 'A question that would be answered',
        value: {
          language: 'en',
          passages: [
            {
              id: 'shipping-time-en',
              title: englishFields.title,
              text: englishFields.text,
              language: 'en',
              score01: 1,
            },
          ],
          features: { topScore01: 0.64, margin01: 0.58, queryCoverage01: 1, titleCoverage01: 1 },
          outlook: { decision: 'send', bestQualityScore: 4.9, sendThreshold: 3.5, signals: [] },
        },
      },
      unknown: {
        summary: '답변할 수 없는 질문',
        value: {
          language: 'ko',
          passages: [],
          features: { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 },
          outlook: {
            decision: 'escalate',
            escalationReason: 'no_knowledge',
            bestQualityScore: 1.3,
            sendThreshold: 3.5,
            signals: [],
          },
        },
      },
    },
  },
  getKnowledgeIndex: {
    response: {
      current: {
        summary: 'Every change is in answers',
        value: {
          state: 'current',
          entries: 54,
          indexed: 54,
          builtAt: '2026-01-12T02:00:01.000Z',
          etag: '"9b2cf535f27731c974343645a3985328"',
        },
      },
    },
  },
  rebuildKnowledgeIndex: {
    response: {
      asked: {
        summary: 'Asked for',
        value: {
          state: 'building',
          entries: 54,
          indexed: 54,
          builtAt: '2026-01-12T02:00:01.000Z',
          requestedAt: '2026-01-12T05:30:00.000Z',
          etag: '"9b2cf535f27731c974343645a3985328"',
        },
      },
    },
  },
  getKnowledgeEntry: { response: { one: { summary: 'One entry', value: english } } },
  putKnowledgeEntry: {
    request,
    response: { changed: { summary: 'After a change', value: { ...english, version: 2 } } },
  },
};
