import { RetrievalFeatures } from '../workflow.ts';
import { fieldsOf } from './field-docs.ts';
import {
  KnowledgeIndexResponse,
  type knowledgeSearchRoutes,
  SearchKnowledgeQuery,
  SearchKnowledgeResponse,
} from './knowledge-search.ts';
import type { AreaDocs } from './operation-docs.ts';

const englishFields = {
  title: 'How long does shipping take?',
  text: 'Orders paid before 2 p.m. on a working day leave our warehouse the same day and arrive in 1 to 2 working days.',
  language: 'en',
  sourceUrl: 'https://shop.example.com/help/shipping',
};

/** What would be found, and in which index. */
export const knowledgeSearchDocs = {
  searchKnowledge: {
    summary: 'See what would be found for a question, and whether it would be answered',
    description:
      'The passages that an inquiry in these words would be answered from, how well they fit, and whether the quality gate would send a faultless answer. A change shows here, as in answers, a few seconds after it was made.',
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
    summary: 'Read whether the index holds all changes',
    description:
      'Answers are made from an index of all active entries, which is rebuilt after every change; changes made during a build share the next one.',
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
    summary: 'Rebuild the index',
    description: 'Seldom needed: every change asks for it by itself.',
    responseHeaders: { Location: 'Where to read how it goes' },
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
} as const satisfies AreaDocs<typeof knowledgeSearchRoutes>;

export const knowledgeSearchFields = [
  fieldsOf(SearchKnowledgeQuery, {
    q: 'The question, in a customer’s words.',
    language: 'Language of the question (ISO 639-1); detected from its words when absent.',
    limit: 'Most passages to return, 1–5; 5 when absent.',
  }),
  fieldsOf(SearchKnowledgeResponse, {
    language: 'Language that the question was taken for (ISO 639-1).',
    passages: 'Passages found, best first.',
    features: 'How well the best passage fits, from which the quality score is made.',
    outlook: 'What the quality gate would do with a faultless answer to this question.',
  }),
  fieldsOf(SearchKnowledgeResponse.shape.passages, {
    id: 'Id of the knowledge entry.',
    title: 'Title of the entry.',
    text: 'Text of the entry.',
    language: 'Language of the entry (ISO 639-1).',
    score01: 'Score against the best passage, which has 1; 0–1.',
  }),
  fieldsOf(RetrievalFeatures, {
    topScore01: 'How strongly the best passage matches the rare words of the question, 0–1.',
    margin01: 'Lead of the best passage over the next, 0–1.',
    queryCoverage01: 'Share of the question’s terms in the best passage, 0–1.',
    titleCoverage01: 'Share of the terms of that passage’s title in the question, 0–1.',
  }),
  fieldsOf(SearchKnowledgeResponse.shape.outlook, {
    decision: '`send` = a faultless answer would go out by itself; `escalate` = a person would answer.',
    escalationReason: 'Why a person would answer; absent with `send`.',
    bestQualityScore: 'Highest quality score that an answer from these passages can reach, 1.0–5.0.',
    sendThreshold: 'Quality score that an answer needs to be sent, 1.0–5.0.',
    signals: 'Traits of the question that forbid an automatic answer or raise its priority.',
  }),
  fieldsOf(KnowledgeIndexResponse, {
    state: '`building` = requested and not yet built; `failed` = a try failed and is repeated.',
    entries: 'Entries at the last build, with archived ones.',
    indexed: 'Entries at the last build that answers use.',
    builtAt: 'When the index was last built; absent before the first build.',
    requestedAt: 'When the last change was made that is not in the index yet; absent when all are.',
    etag: 'Version of the built index; absent before the first build.',
  }),
];
