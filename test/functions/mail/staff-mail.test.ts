import { staffMail } from '../../../functions/mail/staff-mail.ts';
import { EscalationReason } from '../../../schemas/inquiry.ts';
import { seenIn, staffInput } from './support.ts';

describe('staffMail', () => {
  test('puts everything needed for a reply on one card', () => {
    expect(staffMail(staffInput()).text).toBe(`Jisoo, this inquiry is yours. Please reply by Wed, March 4 at 3:00 PM.

Reply by: Wed, March 4 at 3:00 PM (Asia/Seoul)
Urgency: Medium (55/100)
Because of: defect or delay +20, praise -5
Sentiment: Negative
Language: Korean

Write the reply:
https://help.example.com/r/token

■ The inquiry

Where is my parcel?
> It has been two weeks.
> I want my money back.

■ Why it came to you

The draft answer did not score high enough to be sent.

- Half of the question is not covered

■ Draft answer

This draft was not sent. Check it; on the reply page you can change it and send it.

> You may ask for a refund.

■ Quality of the draft

Quality score: 2.8 / 5.0
Citations: 100 %
Grounding: 43 %
Language: 100 %
Question covered: 50 %
Retrieval: 0 %

■ Related knowledge

Late deliveries
> After 7 days you may ask for a refund.

■ Read from the attachments

Attachment 2, page 3
> ORDER l234

Words that may be misread: l234

Write the reply:
https://help.example.com/r/token

The reply link is yours alone. Please do not forward this mail.
`);
  });

  test('leaves out what is not known when the pipeline failed early', () => {
    const { text } = staffMail(
      staffInput({
        inquiry: { title: 'Help', content: 'It broke.', urgency: 'low' },
        reason: 'pipeline_failed',
        reasons: [],
        subScores: undefined,
        responseQualityScore: undefined,
        passages: [],
        unsureWords: [],
        pageTexts: [{ attachmentNumber: 1, page: 1, text: ' ' }],
        draftText: undefined,
      }),
    );

    expect(text.match(/^■ .*/gm)).toEqual(['■ The inquiry', '■ Why it came to you']);
    expect(text).toContain('Urgency: Low\nSentiment: Unknown\nLanguage: Unknown\n');
    expect(text).toContain('Automatic processing failed');
  });

  test.each([
    ['en', 'staff_assigned', '[Reply needed · urgent] Parcel'],
    ['en', 'staff_reminder', '[Reminder · urgent] Parcel'],
    ['en', 'staff_reassigned', '[Reassigned to you · urgent] Parcel'],
    ['en', 'staff_handover', '[Overdue · urgent] Parcel'],
    ['ko', 'staff_assigned', '[답변 요청 · 긴급] Parcel'],
    ['ko', 'staff_reminder', '[답변 알림 · 긴급] Parcel'],
    ['ko', 'staff_reassigned', '[재배정 · 긴급] Parcel'],
    ['ko', 'staff_handover', '[답변 지연 · 긴급] Parcel'],
  ] as const)('tells in %s what a %s is about', (language, kind, subject) => {
    const mail = staffMail(staffInput({ language, kind, inquiry: { title: 'Parcel', content: '…', urgency: 'high' } }));

    expect(mail.subject).toBe(subject);
    expect(mail.text.split('\n')[0]).toContain('Jisoo');
  });

  test('words a Korean card in Korean alone', () => {
    const { text } = staffMail(
      staffInput({ language: 'ko', ownerName: '지수', reasons: [], passages: [], pageTexts: [], draftText: undefined }),
    );

    expect(text.replace(/https:\S+|^>.*$|^Where.*$|\(Asia\/Seoul\)/gm, '')).not.toMatch(/[a-z]/i);
    expect(text).toContain('답변 기한: 3월 4일 (수) 오후 3:00 (Asia/Seoul)');
  });

  test.each(['ko', 'en'] as const)('gives every reason in %s words of its own', (language) => {
    const why = EscalationReason.options.map(
      (reason) => staffMail(staffInput({ language, reason, reasons: [] })).text.split('\n\n')[6],
    );

    expect(new Set(why).size).toBe(EscalationReason.options.length);
    for (const words of why) expect(words).toMatch(/\.$/);
  });

  test('stays below the size at which Gmail cuts a mail off', () => {
    const long = '환불'.repeat(20_000);
    const { html } = staffMail(
      staffInput({
        inquiry: { title: long, content: long, urgency: 'high' },
        reasons: Array.from({ length: 50 }, () => long),
        passages: Array.from({ length: 50 }, () => ({ title: long, text: long })),
        unsureWords: Array.from({ length: 500 }, () => long),
        pageTexts: Array.from({ length: 60 }, (_, page) => ({ attachmentNumber: 1, page, text: long })),
        draftText: long,
      }),
    );

    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  });

  test('shows markup and control characters of a customer as harmless text', () => {
    const attack = '<a href="https://evil.example">reply</a>\u0007';
    const { html } = staffMail(
      staffInput({
        inquiry: { title: attack, content: attack, urgency: 'low' },
        unsureWords: [attack.slice(0, 12)],
        draftText: attack,
        ownerName: attack,
      }),
    );

    expect(html).not.toContain('<a href="https://evil.example"');
    expect(html).not.toContain('\u0007');
    expect(seenIn(html).split('<a href="https://evil.example">reply</a>').length - 1).toBe(4);
  });
});
