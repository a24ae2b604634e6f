import { isCalendarDay, passesResidentChecksum } from './checksums.ts';
import { type Candidate, digitsOf, isAccountNumber, isThingNumber, type PersonalDataRule } from './personal-data.ts';

const SURNAMES =
  '김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용';
const COMPOUND_SURNAMES = '남궁|황보|선우|제갈|독고|사공|서문|동방';
const NAME = `(?<value>(?:${COMPOUND_SURNAMES})[가-힣]{1,2}|[${SURNAMES}][가-힣]{2})`;
/** Words of three syllables that start like a surname and stand where a name could. */
const NO_NAMES =
  /^(?:이용자|이사람|구매자|신청자|주문자|고객님|고객인|문의자|한국인|사용자|소비자|담당자|선생님|정회원|신규자|이거는|이것은|제품은|주문은|문의는|반품은|배송은|환불은|상품은|전화는|신제품|고객센|기사님|안내문|하자품|불량품|정품인|본인인|주부인|외국인|미성년)/u;
const MASK_OR_DIGITS = '[1-8](?:\\d{6}|\\*{6})';

function residentScore(candidate: Candidate): number | undefined {
  const digits = digitsOf(candidate.value);
  const gender = Number(digits[6]);
  const century = [1, 2, 5, 6].includes(gender) ? 1900 : 2000;
  if (!isCalendarDay(digits.slice(0, 6), century)) return undefined;
  if (/주민|외국인\s*등록|등록\s*번호/u.test(candidate.before)) return 0.99;
  if (isThingNumber(candidate)) return undefined;
  // Numbers issued since October 2020 have no check digit, so its absence only lowers the score.
  return digits.length === 13 && passesResidentChecksum(digits) ? 0.97 : 0.85;
}

/** Gender digits 1–4 are citizens, 5–8 foreigners. */
function residentRule(type: 'KR_RRN' | 'KR_FRN', genders: RegExp): PersonalDataRule {
  return {
    type,
    pattern: new RegExp(`(?<![\\w.-])\\d{6}[ .-]{0,3}${MASK_OR_DIGITS}(?![\\w*])(?!-\\d)`, 'dgu'),
    score01: (candidate) => (genders.test(digitsOf(candidate.value)[6] ?? '') ? residentScore(candidate) : undefined),
  };
}

function accountScore(candidate: Candidate): number | undefined {
  const digits = digitsOf(candidate.value);
  if (digits.length < 10 || digits.length > 16) return undefined;
  if (isAccountNumber(candidate)) return 0.95;
  return /^\s*(?:\(?예금주|으로 입금|로 입금|계좌)/u.test(candidate.after) && !isThingNumber(candidate)
    ? 0.85
    : undefined;
}

function nameScore({ value }: Candidate): number | undefined {
  return NO_NAMES.test(value) ? undefined : 0.85;
}

/** Rules for Korean: unambiguous number formats, and Hangul words around ambiguous ones. */
export const KOREAN_RULES: readonly PersonalDataRule[] = [
  residentRule('KR_RRN', /[1-4]/u),
  residentRule('KR_FRN', /[5-8]/u),
  {
    type: 'PHONE',
    pattern:
      /(?<![\w.+*-])(?:(?:\((?=\+?82\)))?\+?82\)?[ .-]{0,2}\(?0?1[016789]|(?:\((?=\d{3}\)))?01[016789])(?: ?[-.)_/ ] ?){0,2}\d{3,4}(?: ?[-._/ ] ?)?\d{4}(?![\w*])(?!-\d)/dgu,
    score01: () => 0.97,
  },
  {
    type: 'PHONE',
    pattern:
      /(?<![\w.+*-])(?:\((?=\d{2,4}\)))?0(?:2|[3-6][1-5]|70|50[2-8])\)?(?: ?[-.)_/ ] ?)\d{3,4}(?: ?[-._/ ] ?)\d{4}(?![\w*])(?!-\d)/dgu,
    score01: (candidate) => (isThingNumber(candidate) ? undefined : 0.9),
  },
  { type: 'BANK_ACCOUNT_NUMBER', pattern: /(?<![\w.-])\d(?:[ -]?\d){9,15}(?![\w*])(?!-\d)/dgu, score01: accountScore },
  {
    type: 'PASSPORT_NUMBER',
    pattern: /(?<![a-z0-9])[a-z](?:\d{8}|\d{3}[a-z]\d{4})(?![a-z0-9])/dgiu,
    score01: ({ before }) => (/여권[^,.]{0,12}$|\bpassport[^,.]{0,20}$/iu.test(before) ? 0.97 : undefined),
  },
  {
    type: 'DRIVER_ID',
    pattern: /(?<![\w-])(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?![\w-])/dgu,
    score01: ({ before }) => (/면허/u.test(before) ? 0.97 : 0.8),
  },
  {
    type: 'NAME',
    pattern: new RegExp(
      `(?:성함|이름|예금주|수령인|받는\\s?(?:사람|분)|고객명|주문자명?|신청자명?)[은는이가을를:]{0,2}\\s{0,2}${NAME}(?![가-힣]{3})`,
      'dgu',
    ),
    score01: nameScore,
  },
  {
    type: 'NAME',
    pattern: new RegExp(
      `(?:^|[.?!,\\n]\\s{0,2}|저는 |제가 |안녕하세요 )${NAME}(?:입니다|이고요|인데요|이에요|예요|라고 합니다|이라고 합니다)`,
      'dgu',
    ),
    score01: nameScore,
  },
  {
    type: 'ADDRESS',
    pattern:
      /(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]|전라[남북]|경상[남북])(?:특별자치시|특별자치도|특별시|광역시|시|도)?\s+)?(?:[가-힣]{1,6}[시군구]\s+){1,2}(?:[가-힣]{1,6}[읍면동리]\s+)?[가-힣0-9]{1,10}(?:로|길|동|리)\s?\d{1,5}(?:-\d{1,4})?(?:번길\s?\d{1,4}(?:-\d{1,4})?)?(?:[ ,]{1,2}[가-힣0-9]{0,12}\s?\d{1,4}동)?(?:[ ,]{0,2}\d{1,5}호)?/dgu,
    score01: () => 0.85,
  },
  {
    type: 'PASSWORD',
    pattern: /(?:비밀번호|비번|패스워드)[은는:]?\s{0,2}[:=]?\s{0,2}(?<value>(?=[\x21-\x7e]*\d)[\x21-\x7e]{4,32})/dgu,
    score01: () => 0.8,
  },
];
