import { staffEventWords, urgencyWords } from './names.ts';
import { gateReasonWords, priorityWords, reasonWords } from './reasons.ts';
import type { WordLanguage } from './word-language.ts';

const wordsIn = (language: WordLanguage) => ({
  reasons: reasonWords[language],
  urgencies: urgencyWords[language],
  priorityReasons: priorityWords[language],
  gateReasons: gateReasonWords[language],
  events: staffEventWords[language],
});

/** What the agents' console calls the codes of the API; `npm run words` writes them to `web/words.js`. */
export const consoleWords = { en: wordsIn('en'), ko: wordsIn('ko') };
