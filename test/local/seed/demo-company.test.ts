import { ulid } from 'ulid';
import { buildKnowledgeIndex } from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../../domain/retrieval/search-knowledge.ts';
import { demoSettings } from '../../../local/seed/demo-company.ts';
import { demoKnowledge, passageIdOf } from '../../../local/seed/demo-knowledge.ts';
import { knowledgeTopics } from '../../../local/seed/knowledge-topic.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { Passage } from '../../../schemas/knowledge.ts';

const index = prepareIndex(buildKnowledgeIndex(demoKnowledge));

test('the demo company is a company whose staff can be reached, with a manager for the last stage', () => {
  const settings = CompanySettings.parse(demoSettings(CompanyId.parse(ulid().toLowerCase())));

  expect(settings.staff.map(({ role }) => role).sort()).toEqual(['agent', 'agent', 'manager']);
  expect(settings.staff.every(({ email }) => email.endsWith('@example.com'))).toBe(true);
});

test('no holiday falls on a weekend, where it would change nothing', () => {
  const { calendar } = demoSettings(CompanyId.parse(ulid().toLowerCase()));

  const weekdays = calendar.holidays.map((date) => new Date(`${date}T00:00:00Z`).getUTCDay());

  expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([]);
});

test('every topic stands once in Korean and once in English', () => {
  const ids = demoKnowledge.map((passage) => Passage.parse(passage).passageId);

  expect(ids.toSorted()).toEqual(knowledgeTopics.flatMap((topic) => [`${topic}-en`, `${topic}-ko`]).toSorted());
});

test('Korean entries are written in Hangul, English ones without', () => {
  const hangul = demoKnowledge.map(({ language, text }) => ({ language, hasHangul: /\p{Script=Hangul}/u.test(text) }));

  expect(hangul.filter(({ language, hasHangul }) => hasHangul !== (language === 'ko'))).toEqual([]);
});

test.each(demoKnowledge.map(({ passageId, title, language }) => [passageId, title, language] as const))(
  '%s is the first that its own question finds',
  (passageId, title, language) => {
    const { passages } = searchKnowledge(index, { text: title, language });

    expect(passages[0]?.passageId).toBe(passageId);
  },
);

test.each([
  ['ko', '어제 주문한 물건은 언제쯤 도착하나요?', 'shipping-time'],
  ['ko', '적립금이 사라지기 전에 알려 주나요?', 'points-expiry'],
  ['ko', '구매한 가방이 고장 났는데 보증이 되나요?', 'warranty'],
  ['en', 'I moved last week. Can you send my order to a new address?', 'address-change'],
  ['en', 'Do you ship to Germany and what are the customs duties?', 'international-delivery'],
  ['en', 'The vase arrived broken, the box was damaged', 'damaged-item'],
] as const)('a question in a customer’s own words (%s) is among the first three: %s', (language, text, topic) => {
  const { passages } = searchKnowledge(index, { text, language });

  expect(passages.slice(0, 3).map(({ passageId }) => passageId)).toContain(passageIdOf(topic, language));
});
