import fc from 'fast-check';
import { askedOf } from '../../../domain/language/asked.ts';

describe('what an inquiry asks', () => {
  test.each([
    ['Hello. I bought shoes last week. How do I return them? Thank you.', 'How do I return them?'],
    ['안녕하세요. 지난주에 신발을 샀는데 작아요.\n반품은 어떻게 하나요\n감사합니다', '반품은 어떻게 하나요'],
    ['배송지를 바꾸고 싶습니다. 주문은 어제 했어요.', '배송지를 바꾸고 싶습니다.'],
    ['I would like to know the opening hours. Best, Dana', 'I would like to know the opening hours.'],
  ])('leaves greeting, story and thanks out of %j', (text, question) => {
    expect(askedOf(text).asked).toBe(question);
  });

  test('keeps every question of several', () => {
    const { asked, told } = askedOf('When will it arrive? It is a gift. Can you wrap it?');

    expect(asked).toBe('When will it arrive?\nCan you wrap it?');
    expect(told).toBe('It is a gift.');
  });

  test('takes a text without a question as a whole', () => {
    expect(askedOf('Refund. Nothing has come.')).toEqual({ asked: 'Refund. Nothing has come.', told: '' });
  });

  test('loses no word and never asks nothing', () => {
    const words = (text: string) =>
      text
        .split(/\s+/)
        .filter((word) => word !== '')
        .sort();

    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const { asked, told } = askedOf(text);
        expect(asked === '' && text.trim() !== '').toBe(false);
        expect(words(`${asked}\n${told}`)).toEqual(words(text));
      }),
    );
  });
});
