import { gateReasonWord, priorityReasonWord, reasonWords, urgencyWords } from '../../functions/mail/words.ts';
import { InquirySignal } from '../../schemas/inquiry.ts';
import { words } from '../../web/words.js';

test.each(['en', 'ko'] as const)('the console calls things as the mails do in %s', (language) => {
  const { reasons, urgencies, priorityReasons, gateReasons } = words[language];

  expect(reasons).toEqual(reasonWords[language]);
  expect(urgencies).toEqual(urgencyWords[language]);
  for (const [reason, word] of Object.entries(priorityReasons)) expect(priorityReasonWord(reason, language)).toBe(word);
  for (const [reason, word] of Object.entries(gateReasons)) expect(gateReasonWord(reason, language)).toBe(word);
  expect(Object.keys(priorityReasons)).toEqual(expect.arrayContaining([...InquirySignal.options]));
});
