import fc from 'fast-check';
import { answerMail } from '../../../functions/mail/answer-mail.ts';
import { answerInput, seenIn } from './support.ts';

describe('answerMail', () => {
  test('reads as a letter in plain text', () => {
    expect(answerMail(answerInput()).text).toBe(`Here is the answer to your inquiry “Exchange”.

Exchanges are free.

Send it back within 7 days.

■ What this answer rests on

Exchange rules
> Within 7 days.

View your inquiry:
https://help.example.com/s/token

This answer was written by AI from the help material of Hanbit.
If it does not help, use the button above to see your inquiry and ask for a person.
`);
  });

  test('says the same in HTML as in text', () => {
    const { text, html } = answerMail(answerInput({ language: 'ko', answerText: '왕복 배송비는\n6,000원입니다.' }));

    const seen = seenIn(html).split(/\s+/);
    const words = text.replace(/^> |^■ |:$/gm, '').split(/\s+/);
    expect(words.filter((word) => !seen.includes(word) && !word.startsWith('https:'))).toEqual([]);
    expect(html).toContain('href="https://help.example.com/s/token"');
    expect(html).toContain('<html lang="ko">');
  });

  test.each([
    ['ko', '[Hanbit] 답변: Exchange'],
    ['en', '[Hanbit] Answer: Exchange'],
    ['ja', '[Hanbit] Answer: Exchange'],
    ['und', '[Hanbit] Answer: Exchange'],
  ])('puts the subject for %s as "%s"', (language, subject) => {
    expect(answerMail(answerInput({ language })).subject).toBe(subject);
  });

  test("tells a person's answer from the model's and leaves out sources there are none of", () => {
    const { text } = answerMail(answerInput({ source: 'human', citations: [] }));

    expect(text).toContain('written by a member of staff at Hanbit.');
    expect(text).not.toContain('AI');
    expect(text).not.toContain('rests on');
  });

  test('carries its notification id and its thread', () => {
    expect(answerMail(answerInput()).headers).toEqual({
      'X-Notification-Id': '01jq0000000000000000000000-answer-1',
      'In-Reply-To': '<01jq0000000000000000000000@help.example.com>',
      References: '<01jq0000000000000000000000@help.example.com>',
      'Auto-Submitted': 'auto-generated',
    });
  });

  test.each(['a\r\nBcc: x@example.com', 'two words', '', '답변'])('refuses %j as a header value', (notificationId) => {
    expect(() => answerMail(answerInput({ notificationId }))).toThrow(
      new TypeError(`a mail header is ${JSON.stringify(notificationId)}, expected 1–400 printable ASCII characters`),
    );
  });

  test('keeps line breaks, controls and reversed writing out of the subject', () => {
    const { subject } = answerMail(answerInput({ title: 'Hi\r\nBcc: all@example.com\u0000\u2028\u202Etxt\tend' }));

    expect(subject).toBe('[Hanbit] Answer: Hi Bcc: all@example.com txt end');
  });

  test('breaks lines alike for every platform', () => {
    const { text, html } = answerMail(answerInput({ answerText: 'one\r\ntwo\rthree\nfour' }));

    expect(text).toContain('\n\none\ntwo\nthree\nfour\n\n');
    expect(html).toContain('one<br>\ntwo<br>\nthree<br>\nfour');
  });

  test('has a subject of one line and at most 150 characters for any title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ maxLength: 200 }),
        (title, companyName) => {
          const { subject } = answerMail(answerInput({ title, companyName }));

          expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(subject.isWellFormed()).toBe(true);
          expect(Array.from(subject).length).toBeLessThanOrEqual(150);
        },
      ),
    );
  });

  test('shows markup in customer text as text, wherever it stands', () => {
    const attack = '</title></p><script>alert(1)</script><img src=x onerror="y">\'';
    const { html } = answerMail(
      answerInput({
        title: attack,
        companyName: attack,
        answerText: attack,
        citations: [{ title: attack, quote: attack }],
        statusUrl: 'https://help.example.com/s/"onclick="x',
      }),
    );

    expect(html).not.toMatch(/<(script|img)/);
    expect(html).not.toContain('onclick="');
    expect(seenIn(html).split(attack).length - 1).toBe(6);
  });

  test('loads nothing and runs nothing', () => {
    expect(answerMail(answerInput()).html).not.toMatch(/<(script|img|link|style|iframe)|url\(|src=|@import/i);
  });
});
