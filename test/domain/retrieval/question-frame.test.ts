import { buildKnowledgeIndex } from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../../domain/retrieval/search-knowledge.ts';
import { tokenize } from '../../../domain/retrieval/tokenize.ts';
import type { Passage } from '../../../schemas/knowledge.ts';

const passage = (passageId: string, title: string, text: string): Passage => ({
  passageId,
  language: /\p{Script=Hangul}/u.test(title) ? 'ko' : 'en',
  title,
  text,
});

// The subject stands in many entries and the frame in few, as in any small shop's knowledge.
const index = prepareIndex(
  buildKnowledgeIndex([
    passage('refund-ko', '환불은 얼마나 걸리나요?', '환불은 3일 걸립니다.'),
    passage('delivery-ko', '배송 기간과 도착 예정일은 언제인가요?', '배송은 출고 후 2일 걸립니다.'),
    passage('delivery-cost-ko', '배송비 안내', '배송비는 3,000원입니다. 배송 지역에 따라 다릅니다.'),
    passage('delivery-abroad-ko', '해외 배송 안내', '해외 배송을 합니다.'),
    passage('refund-en', 'How long does a refund take?', 'A refund takes 3 days.'),
    passage('delivery-en', 'Delivery times', 'Delivery takes 2 days.'),
    passage('delivery-cost-en', 'Delivery charges', 'Delivery costs 3 dollars.'),
    passage('delivery-abroad-en', 'Delivery abroad', 'Delivery abroad is possible.'),
  ]),
);

describe('words that only frame a question', () => {
  test.each([
    ['배송은 얼마나 걸리나요?', 'ko', 'delivery'],
    ['How long does delivery take?', 'en', 'delivery'],
    ['환불은 얼마나 걸려요?', 'ko', 'refund'],
    ['How long will my refund take?', 'en', 'refund'],
  ] as const)('do not decide what %j is about', (text, language, subject) => {
    const [best] = searchKnowledge(index, { text, language }).passages;

    expect(best?.passageId.startsWith(subject)).toBe(true);
  });

  test('become one term whatever their ending', () => {
    const takes = ['걸리나요', '걸려요', '걸릴까요', '걸립니다'].map((word) => tokenize(word, 'ko'));

    expect(takes).toEqual(Array.from({ length: 4 }, () => ['q:걸리']));
  });
});
