import { consoleWords } from '../../domain/words/console-words.ts';
import { words } from '../../web/words.js';

test.each(['en', 'ko'] as const)('is current: web/words.js is what `npm run words` writes, in %s', (language) => {
  expect(words[language]).toEqual(consoleWords[language]);
});

test.each(['en', 'ko'] as const)('the console warns of malware in words, in %s', (language) => {
  expect(words[language]).toHaveProperty(
    'gateReasons.attachment_infected',
    expect.stringMatching(/do not open|열지 마세요/),
  );
});
