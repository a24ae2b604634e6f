import { answerInstructions } from '../../../domain/prompts/answer-prompt.ts';
import { checkOutgoing } from '../../../domain/quality/check-outgoing.ts';

const passage = {
  passageId: 'returns-2024-en',
  language: 'en',
  title: 'How do I return an item?',
  text: 'Open **My orders** and choose Return. The button is an <img> in old browsers. Model X-100 is returned by post.',
};
const check = (answer: string) => checkOutgoing({ answer, passages: [passage], instructions: answerInstructions });
const plain = 'Open My orders and choose Return. We send you a label by mail.\n\nThe label is free.';

test.each([
  ['a plain answer', plain],
  ['a Korean one', '주문 내역에서 반품을 선택하세요.\r\n배송비는 무료입니다. 감사합니다!'],
  ['one with an emoji of several characters', 'Done! 👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Thank you.'],
  [
    'one with a list, a link and a comparison',
    '1. Open it\n2. Press OK\n- 3 < 5 and 7 > 2\nhttps://shop.example/a?b=1#c',
  ],
  ['markup that the knowledge itself shows', 'Open **My orders**. The button is an <img>.'],
  ['a word that is also the id of a thing', 'Model X-100 is returned by post.'],
  ['one that says thank you twice', 'Thank you very much. Please open My orders. Thank you very much.'],
  [
    'a long list whose lines begin alike',
    Array.from(
      { length: 30 },
      (_, n) =>
        `Branch ${n} opens at ${n % 12} on ${n * 7} Street ${'abcdefghijklmnopqrstuvwxyz'.slice(n % 20, (n % 20) + 5)}.`,
    ).join('\n'),
  ],
])('lets %s leave', (_, answer) => {
  expect(check(answer)).toEqual({ score01: 1, reasons: [] });
});

test.each([
  ['control_characters', `${plain}\u0000`],
  ['control_characters', `Open \u0007My orders.`],
  ['control_characters', 'Open \u001b[31mMy orders.'],
  ['control_characters', 'Open \u202eMy orders.'],
  ['control_characters', 'Open My orders\ufffd.'],
  ['control_characters', 'Open \ud800My orders.'],
  ['shows_reasoning', `<thinking>Returns are in the first passage.</thinking>${plain}`],
  ['shows_reasoning', `They want a return.</think>\n${plain}`],
  ['shows_reasoning', `<scratchpad>\n1. Return\n</scratchpad>${plain}`],
  ['shows_reasoning', `<|assistant|>${plain}`],
  ['shows_reasoning', `[INST] return [/INST] ${plain}`],
  ['shows_reasoning', `Assistant: ${plain}`],
  ['shows_reasoning', `추론 과정: 반품 자료를 본다.\n반품을 선택하세요.`],
  ['shows_reasoning', `The user is asking about returns. ${plain}`],
  ['shows_reasoning', `고객이 문의하고 있습니다. 반품을 선택하세요.`],
  ['shows_prompt', `${plain} needsHuman: false`],
  ['shows_prompt', `<inquiry>How do I return it?</inquiry> ${plain}`],
  ['shows_prompt', `According to passage 1, ${plain}`],
  ['shows_prompt', answerInstructions.slice(0, 400)],
  ['shows_prompt', `My rules: use only what the passages say. Add no knowledge of your own, no guess, no promise.`],
  ['shows_passage_id', `${plain} (returns-2024-en)`],
  ['repeats_itself', 'Open My orders and choose Return. '.repeat(40)],
  ['repeats_itself', '반품을 선택하세요. '.repeat(3)],
  ['repeats_itself', 'return the item and '.repeat(60)],
  ['repeats_itself', '네'.repeat(500)],
  ['has_markup', '**Important:** open My orders.'],
  ['has_markup', '# Returns\nOpen My orders.'],
  ['has_markup', 'Open <b class="x">My orders</b>.'],
  ['has_markup', 'Open [My orders](https://shop.example/orders).'],
  ['has_markup', '```\nOpen My orders\n```'],
  ['has_markup', '| Step | Do |\n|---|---|\n| 1 | Return |'],
])('%s: %j stays', (fault, answer) => {
  const { score01, reasons } = check(answer);

  expect(score01).toBe(0);
  expect(reasons).toContain(fault);
});
