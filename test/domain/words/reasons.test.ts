import { qualityFaults, reasonOf } from '../../../domain/quality/quality-faults.ts';
import { gateReasonWord, priorityReasonWord } from '../../../domain/words/reasons.ts';

const hangul = /\p{Script=Hangul}/u;

describe('reasons in words', () => {
  test.each([...Object.keys(qualityFaults), 'person_asked_for', 'no_answer_found', 'signal: anger'])(
    'says %s in Korean and in English',
    (reason) => {
      expect(gateReasonWord(reason, 'ko')).toMatch(hangul);
      expect(gateReasonWord(reason, 'en')).toMatch(/^[A-Z][^_]+$/);
    },
  );

  test('keeps what a reason was found on', () => {
    expect(gateReasonWord(reasonOf('unsupported_fact', ['14', '30']), 'en')).toMatch(/: 14, 30$/);
    expect(gateReasonWord('signal: legal_threat', 'ko')).toBe('문의에서 발견된 신호: 법적 조치 언급');
  });

  test.each(['negative_sentiment', 'personal_data', 'escalation_requested', 'deadline'])(
    'names the priority of %s',
    (reason) => {
      expect(priorityReasonWord(reason, 'ko')).toMatch(hangul);
      expect(priorityReasonWord(reason, 'en')).not.toContain('_');
    },
  );

  test('leaves a reason that it does not know as it is, whatever objects inherit', () => {
    expect(gateReasonWord('constructor', 'en')).toBe('constructor');
    expect(priorityReasonWord('toString', 'ko')).toBe('toString');
  });
});
