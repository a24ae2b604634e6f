import { cursorField, fieldsOf, limitField, nextCursorField } from './field-docs.ts';
import {
  ImportKnowledgeQuery,
  ImportKnowledgeRequest,
  ImportKnowledgeResponse,
  ImportRowResult,
  KnowledgeEntryView,
  type knowledgeRoutes,
  ListKnowledgeQuery,
  ListKnowledgeResponse,
  PutKnowledgeEntryRequest,
} from './knowledge.ts';
import { type AreaDocs, ifMatch, ifNoneMatch } from './operation-docs.ts';
import { fieldErrorFields } from './problem-docs.ts';

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

const ifNoneMatchAny = {
  name: 'If-None-Match',
  isRequired: false,
  description: '`*` makes a new one and never replaces',
};

/** One entry in Korean and one in English on their way into answers. */
export const knowledgeDocs = {
  listKnowledge: {
    summary: 'List the company’s knowledge entries',
    description:
      'By id, in pages of 20 or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page; there is none after the last. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
    response: { page: { summary: 'The last page', value: { items: [english, korean] } } },
  },
  createKnowledgeEntry: {
    summary: 'Add an entry under an id made here',
    description:
      'Send an `Idempotency-Key`, so that a repeat after a broken line makes no second entry, or use PUT with an id of your own. The entry is in answers within seconds. Without `language` it is told from the words: Korean, Japanese and Chinese by their script, English for Latin letters.',
    responseHeaders: {
      Location: 'Where the entry is read, replaced and removed',
      ETag: 'Strong; changes with every change of the entry',
      'Idempotency-Replayed': '`true` when an earlier request with this key made the entry, shown as it is now',
    },
    request,
    response: { made: { summary: '만들어진 항목', value: { ...korean, id: '01kf1c2d3e4f5g6h7j8k9m0n1p' } } },
  },
  importKnowledge: {
    summary: 'Add and change up to 500 entries, each accepted or refused by itself',
    description:
      'Each row is an entry with an optional `id`; a row without one is named after its title and language, so that the same file again changes nothing. With `merge` valid rows are taken and invalid ones named. With `replace` entries that are not named are removed, and a single invalid row refuses the whole import. A table goes as `text/csv` in UTF-8, with `mode` in the query: its header names `title` and `text`, and any of `id`, `language`, `category`, `sourceUrl` and `state` (제목, 내용, 아이디, 언어, 분류, 출처, 상태). Errors name `rows[3].text` as a spreadsheet counts, where the header is row 1.',
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
  getKnowledgeEntry: {
    summary: 'Read one entry',
    description: 'The `ETag` is what `If-Match` takes for a change that must not overwrite another’s.',
    requestHeaders: [ifNoneMatch],
    responseHeaders: { ETag: 'Strong; changes with every change of the entry' },
    response: { one: { summary: 'One entry', value: english } },
  },
  putKnowledgeEntry: {
    summary: 'Make or replace the entry under an id of the company’s own',
    description:
      'The id is the company’s own: 1–64 of `a-z`, `0-9` and `-`. The same content again changes nothing. 201 when the entry is new. The entry is in answers within seconds.',
    requestHeaders: [ifMatch, ifNoneMatchAny],
    responseHeaders: { ETag: 'Strong; changes with every change of the entry' },
    request,
    response: { changed: { summary: 'After a change', value: { ...english, version: 2 } } },
  },
  deleteKnowledgeEntry: {
    summary: 'Remove an entry; it is out of answers within seconds',
    description: 'Answers given before keep their citations of it.',
    requestHeaders: [ifMatch],
  },
} as const satisfies AreaDocs<typeof knowledgeRoutes>;

const writtenFields = {
  title: 'The question as a customer would put it, or a heading.',
  text: 'What answers are made from and cite.',
  language: 'Language of the entry (ISO 639-1); detected from the words when absent.',
  category: 'A group of the company’s own.',
  sourceUrl: 'Where the company keeps the original; http or https.',
  state: '`archived` entries are kept, but no answer uses them; `active` when absent.',
};

export const knowledgeFields = [
  fieldsOf(PutKnowledgeEntryRequest, writtenFields),
  fieldsOf(KnowledgeEntryView, {
    ...writtenFields,
    id: 'Id of the entry, generated or of the company’s own.',
    language: 'Language of the entry (ISO 639-1), given or detected.',
    state: '`archived` entries are kept, but no answer uses them.',
    version: 'Version of the entry, raised by one with every change.',
    createdAt: 'When the entry was created.',
    updatedAt: 'When the entry last changed.',
  }),
  fieldsOf(ListKnowledgeQuery, {
    language: 'Only entries in this language.',
    updatedAfter: 'Only entries changed at this time or later.',
    limit: limitField(100, 20),
    cursor: cursorField,
  }),
  fieldsOf(ListKnowledgeResponse, { items: 'Entries in the order of their ids.', nextCursor: nextCursorField }),
  fieldsOf(ImportKnowledgeRequest, {
    entries: 'Rows, each an entry as in PUT with an optional `id`; one without is named by its title and language.',
    mode: '`merge` adds and changes; `replace` also removes entries that are not named.',
  }),
  fieldsOf(ImportKnowledgeQuery, { mode: 'For a CSV alone: as `mode` of a JSON import; `merge` when absent.' }),
  fieldsOf(ImportKnowledgeResponse, {
    rows: 'One result for each row, in the order of the request.',
    removed: 'Entries removed by `replace`; 0 with `merge`.',
  }),
  fieldsOf(ImportRowResult, {
    index: 'Position of the row in the request, from 0.',
    row: 'Number of the row in a CSV as a spreadsheet counts, the header being 1; absent for JSON.',
    outcome: '`invalid` rows and those in `conflict` with another change are not stored; send the latter again.',
    id: 'Id of the entry; absent for an invalid row.',
    errors: 'What is wrong with the row; absent unless it is invalid.',
  }),
  fieldsOf(ImportRowResult.shape.errors, fieldErrorFields),
];
