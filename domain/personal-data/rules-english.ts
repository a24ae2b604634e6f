import { type Candidate, digitsOf, isThingNumber, type PersonalDataRule } from './personal-data.ts';

const WORD = "\\p{Lu}\\p{L}{0,20}(?:['’-]\\p{L}{2,20})?";
const NAME = `(?<value>${WORD}(?: ${WORD}| \\p{Lu}\\.){0,3})(?!\\p{L})`;
/** Possible ends of a street address: a flat, up to three capitalised place names, a postal code. */
const TAIL =
  '(?:,?\\s{1,3}(?:[Aa]pt|[Aa]partment|[Ss]uite|[Uu]nit|[Ff]lat)\\.? ?#?\\d{1,5}[a-z]?)?(?:,?\\s{1,3}\\p{Lu}[\\p{L}-]{1,20}){0,4}(?:,?\\s{1,3}\\d{4,5}(?:-\\d{4})?)?(?![\\p{L}\\d])';
const PHONE_WORD =
  /\b(?:call|phone|tel|telephone|mobile|cell|fax|text|messages?|whatsapp|contact|reach|number is|registered|office|ring|dial)\b/iu;
const NO_PHONE_WORD = /\b(?:card|account|iban|ssn|social security|amount|total|price|id)\b/iu;
/** Capitalised words that follow "I am" or "my name" without being a name. */
const NO_NAMES =
  /^(?:Not|Very|Really|Still|Sure|Sorry|Waiting|Unable|Korean|American|English|The|A|An|Writing|Looking|Trying|Having)\b/u;

function phoneScore(candidate: Candidate): number | undefined {
  const digits = digitsOf(candidate.value);
  if (digits.length < 7 || digits.length > 15 || isThingNumber(candidate)) return undefined;
  if (/^\(?\+/u.test(candidate.value)) return 0.95;
  if (NO_PHONE_WORD.test(candidate.before)) return undefined;
  if (PHONE_WORD.test(candidate.before) || PHONE_WORD.test(candidate.after)) return 0.9;
  // Groups as people write them: an area code in brackets, or three groups and more.
  const groups = candidate.value.split(/[ ().-]+/u).filter((group) => group !== '').length;
  return digits.length >= 9 && groups >= 3 ? 0.7 : undefined;
}

function nameScore({ value }: Candidate): number | undefined {
  return NO_NAMES.test(value) ? undefined : 0.8;
}

/** Rules for English and, where no better ones exist, for other languages in Latin script. */
export const ENGLISH_RULES: readonly PersonalDataRule[] = [
  { type: 'PHONE', pattern: /(?<![\w.]|\d[ -])\(?\+?\d(?:[ ().-]{0,3}\d){6,14}(?![\w-]| \d)/dgu, score01: phoneScore },
  {
    type: 'SSN',
    pattern: /(?<![\w-])(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/dgu,
    score01: (candidate) => (isThingNumber(candidate) ? undefined : 0.93),
  },
  {
    type: 'IP_ADDRESS',
    pattern: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\d|\w)/dgu,
    score01: (candidate) => (isThingNumber(candidate) ? undefined : 0.9),
  },
  {
    type: 'NAME',
    pattern: new RegExp(`(?:\\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof)\\.? )${NAME}`, 'dgu'),
    score01: nameScore,
  },
  {
    type: 'NAME',
    pattern: new RegExp(
      `(?:\\b[Mm]y name is |\\b[Nn]ame: ?|\\b[Tt]his is |\\bI am |\\bI'm |\\b[Aa]ccount holder:? )${NAME}`,
      'dgu',
    ),
    score01: nameScore,
  },
  {
    type: 'NAME',
    pattern: new RegExp(`(?:(?:[Kk]ind|[Bb]est|[Ww]arm)? ?[Rr]egards|[Ss]incerely|[Cc]heers),?\\s{1,3}${NAME}`, 'dgu'),
    score01: nameScore,
  },
  {
    type: 'ADDRESS',
    pattern: new RegExp(
      `(?<![\\w-])(?:\\d{1,6} )?\\d{1,6}[a-z]? (?:\\p{L}[\\p{L}'.-]{0,20} ){1,4}(?:[Ss]treets?|St|[Aa]venue|Ave|[Rr]oad|Rd|[Ll]ane|Ln|[Dd]rive|Dr|[Bb]oulevard|Blvd|Court|Square|Squares|[Tt]errace|[Hh]ighway|Hwy|Parkway)\\b\\.?${TAIL}`,
      'dgu',
    ),
    score01: () => 0.85,
  },
  {
    type: 'ADDRESS',
    pattern: new RegExp(`(?<!\\w)(?:\\d{1,6} )?[Pp]\\.? ?[Oo]\\.? [Bb]ox \\d{1,6}${TAIL}`, 'dgu'),
    score01: () => 0.85,
  },
  {
    type: 'DATE_TIME',
    pattern: /(?<![\w/.-])(?:\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?|\d{1,2}\/\d{1,2}\/\d{2,4})(?![\w/-])/dgu,
    score01: () => 0.9,
  },
  {
    type: 'PASSWORD',
    pattern: /\bpassword(?: is|:) {0,2}(?<value>(?=[\x21-\x7e]*\d)[\x21-\x7e]{4,32})/dgiu,
    score01: () => 0.8,
  },
];
