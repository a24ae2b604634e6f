import fc from 'fast-check';
import {
  buildKnowledgeIndex,
  buildKnowledgeIndexInSteps,
  parseKnowledgeIndex,
} from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../../domain/retrieval/search-knowledge.ts';
import type { Passage } from '../../../schemas/knowledge.ts';

const passages: readonly Passage[] = [
  {
    passageId: 'refund-ko',
    language: 'ko',
    title: '환불은 언제 되나요?',
    text: 'VIP 회원은 신청 당일, 그 밖에는 3일 안에 환불됩니다.',
  },
  {
    passageId: 'delivery-ko',
    language: 'ko',
    title: '배송은 얼마나 걸리나요?',
    text: '결제 후 2일에서 3일이 걸립니다.',
  },
  {
    passageId: 'refund-en',
    language: 'en',
    title: 'When do I get my refund?',
    text: 'VIP members on the same day, others within 3 days.',
  },
  {
    passageId: 'delivery-en',
    language: 'en',
    title: 'How long does delivery take?',
    text: 'Two to three days after payment.',
  },
  {
    passageId: 'password-en',
    language: 'en',
    title: 'How do I reset my password?',
    text: 'Choose Forgot password. A refund is not needed.',
  },
];
const index = prepareIndex(buildKnowledgeIndex(passages));
const idsFor = (text: string, language: string) =>
  searchKnowledge(index, { text, language }).passages.map((passage) => passage.passageId);

test('finds the passage that fits best in either language', () => {
  expect(idsFor('환불 언제 받을 수 있나요', 'ko')[0]).toBe('refund-ko');
  expect(idsFor('I want to know when my refunds arrive', 'en')[0]).toBe('refund-en');
  expect(idsFor('forgot the password', 'en')[0]).toBe('password-en');
});

test('counts a word of the title more than one of the text', () => {
  expect(idsFor('refund', 'en')).toEqual(['refund-en', 'password-en']);
});

test('prefers the inquiry’s language and falls back on the other by shared names', () => {
  expect(idsFor('VIP 환불', 'ko').slice(0, 2)).toEqual(['refund-ko', 'refund-en']);
  const onlyEnglish = prepareIndex(buildKnowledgeIndex(passages.filter((passage) => passage.language === 'en')));
  expect(searchKnowledge(onlyEnglish, { text: 'VIP 혜택', language: 'ko' }).passages[0]?.passageId).toBe('refund-en');
});

test('finds nothing, with features of 0, where no word is shared', () => {
  expect(searchKnowledge(index, { text: 'Opening a restaurant', language: 'en' })).toEqual({
    passages: [],
    features: { topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 },
  });
  expect(searchKnowledge(prepareIndex(buildKnowledgeIndex([])), { text: 'refund', language: 'en' }).passages).toEqual(
    [],
  );
});

test('features are higher for a question that the knowledge answers than for one it brushes', () => {
  const asked = searchKnowledge(index, { text: 'How long does delivery take?', language: 'en' }).features;
  const brushed = searchKnowledge(index, {
    text: 'Which delivery firm hires drivers in winter?',
    language: 'en',
  }).features;

  expect(asked.queryCoverage01).toBe(1);
  expect(asked.titleCoverage01).toBe(1);
  for (const name of ['topScore01', 'margin01', 'queryCoverage01', 'titleCoverage01'] as const) {
    expect(asked[name]).toBeGreaterThan(brushed[name]);
  }
});

test('gives at most five passages, best first, and scores and features within 0 and 1 for any text', () => {
  const words = fc.constantFrom('refund', '환불', 'VIP', 'delivery', '배송은', 'password', '3', 'x', '?', '\n');
  fc.assert(
    fc.property(fc.array(words, { maxLength: 200 }), fc.constantFrom('ko', 'en', 'und', 'de'), (parts, language) => {
      const { passages: found, features } = searchKnowledge(index, { text: parts.join(' '), language });

      const scores = found.map((passage) => passage.score01);
      expect(found.length).toBeLessThanOrEqual(5);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      for (const value of [...scores, ...Object.values(features)]) expect(value >= 0 && value <= 1).toBe(true);
    }),
  );
});

test('searches a stored and parsed index like the one it was built from', () => {
  const stored = prepareIndex(parseKnowledgeIndex(JSON.parse(JSON.stringify(buildKnowledgeIndex(passages)))));

  const query = { text: 'refund after delivery', language: 'en' };
  expect(searchKnowledge(stored, query)).toEqual(searchKnowledge(index, query));
});

test('refuses an index of another version or with parts of unequal length', () => {
  const built = buildKnowledgeIndex(passages);

  expect(() => parseKnowledgeIndex({ ...built, schemaVersion: 0 })).toThrow();
  expect(() => parseKnowledgeIndex({ ...built, titleLengths: [1] })).toThrow(/one title length/);
  expect(() => parseKnowledgeIndex({ ...built, vectors: [[1, 0]] })).toThrow(/one title length/);
});

test('survives terms that are names of object properties', () => {
  const odd = [{ passageId: 'a', language: 'en', title: 'constructor toString', text: '__proto__ hasOwnProperty' }];
  const stored = prepareIndex(parseKnowledgeIndex(JSON.parse(JSON.stringify(buildKnowledgeIndex(odd)))));

  expect(searchKnowledge(stored, { text: 'constructor', language: 'en' }).passages[0]?.passageId).toBe('a');
});

test('looks up the rare words of a very long text, and its other words still tell that it is about something else', () => {
  const letters = (at: number) => String.fromCharCode(97 + (at % 26), 97 + (Math.floor(at / 26) % 26));
  const filler = Array.from({ length: 500 }, (_, at) => `filler${letters(at)}`).join(' ');
  const query = { text: `${filler} password ${filler}`, language: 'en' };

  const { passages: found, features } = searchKnowledge(index, query);

  expect(found.map((passage) => passage.passageId)).toEqual(['password-en']);
  expect(features.queryCoverage01).toBeLessThan(0.01);
});

test('gives each passage whole, with its score', () => {
  const [best] = searchKnowledge(index, { text: 'password', language: 'en' }).passages;

  expect(best).toEqual({ ...passages.find(({ passageId }) => passageId === 'password-en'), score01: 1 });
});

const vectors = [
  [0, 1],
  [0, 1],
  [0, 1],
  [0, 1],
  [1, 0],
];

test('lets an embedding that has weight bring in a passage without a shared word', () => {
  const withVectors = prepareIndex({ ...buildKnowledgeIndex(passages), vectors, embeddingModelId: 'acme.embed-1' });

  const found = searchKnowledge(withVectors, { text: 'Zugang vergessen', language: 'de', vector: [2, 0] });

  expect(found.passages[0]?.passageId).toBe('password-en');
});

test('leaves the ranking to the words where the embedding model has no weight or no vector is given', () => {
  const hashed = prepareIndex({ ...buildKnowledgeIndex(passages), vectors, embeddingModelId: 'local.char-ngram-hash' });
  const weighty = prepareIndex({ ...buildKnowledgeIndex(passages), vectors, embeddingModelId: 'acme.embed-1' });
  const query = { text: 'refund', language: 'en' };

  expect(searchKnowledge(hashed, { ...query, vector: [1, 0] })).toEqual(searchKnowledge(index, query));
  expect(searchKnowledge(weighty, query)).toEqual(searchKnowledge(index, query));
});

test('an index is built a passage a step', () => {
  expect([...buildKnowledgeIndexInSteps(passages)]).toHaveLength(passages.length);
});

test('features are what the best passage has in rare terms, its lead, and shares of terms', () => {
  const words = (title: string, text: string) => ({ passageId: title, language: 'de', title, text });
  const plain = prepareIndex(
    buildKnowledgeIndex([words('apfel birne', 'kirsche'), words('apfel', 'feige'), words('dattel', 'mango')]),
  );
  const { passages: found, features } = searchKnowledge(plain, { text: 'apfel kirsche mandel', language: 'de' });
  const [first, second] = [0, 1].map((position) =>
    ['apfel', 'kirsche'].reduce((sum, term) => {
      const posting = plain.postings.get(term);
      const at = posting?.positions.indexOf(position) ?? -1;
      return sum + (at < 0 ? 0 : (posting?.scores[at] ?? 0));
    }, 0),
  );
  const best = (first ?? 0) / plain.unknownInverseFrequency;
  const next = (second ?? 0) / plain.unknownInverseFrequency;

  expect(found.map(({ passageId }) => passageId)).toEqual(['apfel birne', 'apfel']);
  expect(found[1]?.score01).toBeCloseTo(next / best, 10);
  expect(features).toEqual({
    topScore01: expect.closeTo(best / (best + 2.5), 10),
    margin01: expect.closeTo((best - next) / (best - next + 1), 10),
    queryCoverage01: expect.closeTo(2 / 3, 10),
    titleCoverage01: expect.closeTo(1 / 2, 10),
  });
});

test('what is told around the question counts less, and a word of the question counts once', () => {
  const words = (title: string) => ({ passageId: title, language: 'en', title, text: '' });
  const plain = prepareIndex(buildKnowledgeIndex([words('parcel'), words('invoice')]));
  const scores = (text: string) =>
    searchKnowledge(plain, { text, language: 'en' }).passages.map(({ passageId, score01 }) => [passageId, score01]);

  expect(scores('My parcel is here. Where is the invoice?')).toEqual([
    ['invoice', 1],
    ['parcel', 0.25],
  ]);
  expect(scores('The invoice is here. My parcel too. Where is the invoice?')).toEqual([
    ['invoice', 1],
    ['parcel', 0.25],
  ]);
});

test('an embedding that finds the same passage makes its score 1, one that finds none leaves half', () => {
  const withVectors = prepareIndex({ ...buildKnowledgeIndex(passages), vectors, embeddingModelId: 'acme.embed-1' });
  const scoreOf = (vector: readonly number[]) =>
    searchKnowledge(withVectors, { text: 'password', language: 'en', vector }).passages.find(
      ({ passageId }) => passageId === 'password-en',
    )?.score01;

  expect(scoreOf([1, 0])).toBeCloseTo(1, 10);
  expect(scoreOf([-1, 0])).toBeCloseTo(0.5, 10);
});

test('of more than five passages that fit, five are given', () => {
  const many = Array.from({ length: 7 }, (_, at) => ({
    passageId: `p${at}`,
    language: 'en',
    title: 'refund',
    text: '',
  }));
  const plain = prepareIndex(buildKnowledgeIndex(many));

  expect(searchKnowledge(plain, { text: 'refund', language: 'en' }).passages.map(({ passageId }) => passageId)).toEqual(
    ['p0', 'p1', 'p2', 'p3', 'p4'],
  );
});
