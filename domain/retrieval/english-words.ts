import { porter2 } from './porter2.ts';
import { englishFrameOf } from './question-frame.ts';

/** Function words and courtesies, which say nothing about the subject. */
const stopWords: ReadonlySet<string> = new Set(
  `a an the and or but if then so of to in on at by for with from as into about than that this these those there here it
  its is am are was were be been being do does did doing done have has had having i me my mine we us our you your yours he
  him his she her they them their what which who whom when where why how can could will would shall should may might must
  not no nor any some all just also too very please thanks thank hello hi hey dear regards sir madam let get got need want
  like know help tell s t d ll m re ve dont im ive id whats hows theres cant wont isnt doesnt didnt`.split(/\s+/),
);

/**
 * The stem of an English word, or null for a stop word.
 * @param word lower case, apostrophes allowed
 */
export function englishTerm(word: string): string | null {
  const bare = word.replace(/'(s|re|ve|ll|d|m|t)?$/, '').replaceAll("'", '');
  return bare === '' || stopWords.has(bare) ? null : (englishFrameOf(bare) ?? porter2(bare));
}
