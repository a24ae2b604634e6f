import { writeFileSync } from 'node:fs';
import { consoleWords } from '../domain/words/console-words.ts';

const text = `// @ts-check
/** What the API's codes are called. Written by \`npm run words\` from domain/words: do not edit. */
export const words = ${JSON.stringify(consoleWords, null, 2)};
`;
writeFileSync(new URL('../web/words.js', import.meta.url), text);
