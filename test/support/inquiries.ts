import type { Inquiry } from './api-client.ts';
import type { Script } from './scripted-model.ts';

export const customer = 'customer@example.com';

/** Answered by the passage `shipping-time-en`. */
export const question: Inquiry = {
  title: 'How long does shipping take?',
  content: 'How long does shipping take within Korea? I ordered before 2 p.m. on a working day.',
  customerEmail: customer,
};

/** The same in Korean, answered by `shipping-time-ko`. */
export const koreanQuestion: Inquiry = {
  title: '배송은 얼마나 걸리나요?',
  content: '평일 오전에 주문했는데 배송은 얼마나 걸리고 언제 도착하나요?',
  customerEmail: customer,
};

/** Goes to people whatever the model says. */
export const legalThreat: Inquiry = {
  title: 'My lawyer will contact you',
  content: 'You have ignored my letters. I will take legal action and sue you if nobody answers.',
  customerEmail: customer,
};

/** An answer as good as can be: the best passage, cited word for word. */
export const quotesBestPassage: Script = ({ passages, language }) => {
  const [best = { id: 'none', text: 'Nothing is known of this.' }] = passages;
  return {
    answer: best.text,
    citations: [{ passageId: best.id, quote: best.text }],
    needsHuman: false,
    language,
  };
};

/** Numbers that no passage holds, and no citation: a draft that must never be sent. */
export const makesThingsUp: Script = ({ language }) => ({
  answer: 'Shipping takes 77 days and costs 999,999 won, as it says on https://made.up.example.com/shipping.',
  citations: [],
  needsHuman: false,
  language,
});

/** Repairs its draft once the prompt names its faults. */
export const mendsItsDraft: Script = (prompt) =>
  prompt.hasFeedback ? quotesBestPassage(prompt) : makesThingsUp(prompt);
