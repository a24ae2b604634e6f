import { statesOf } from '../../support/executions.ts';
import { customer, koreanQuestion, makesThingsUp, mendsItsDraft, question } from '../../support/inquiries.ts';
import { answerMailIds, awaitingReply, ended } from '../../support/journey.ts';
import { pdfOf } from '../../support/pdf.ts';
import { extractiveModel } from '../../support/scripted-model.ts';
import type { InWorld } from '../world.ts';

export function answering(inWorld: InWorld): void {
  test('a question that the knowledge answers is answered, cited and mailed once', async () => {
    const world = inWorld();

    const inquiry = await world.submit(question, world.company.apiKey);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { status, answer, progress } = await world.status(inquiry);
    expect(status).toBe('ai_responded');
    expect(answer?.source).toBe('ai');
    expect(answer?.citations.map(({ passageId }) => passageId)).toEqual(['shipping-time-en']);
    expect(progress.map(({ kind }) => kind)).toEqual(['submitted', 'analyzed', 'answer_stored']);
    const mails = await world.mailsAbout(inquiry.id);
    expect(mails.map(({ to, notificationId }) => ({ to, notificationId }))).toEqual([
      { to: customer, notificationId: `${inquiry.id}-r1-answer` },
    ]);
    expect(mails[0]?.text).toContain(answer?.text.slice(0, 60));
  });

  test('an answered text inquiry passes through the states in their order', async () => {
    const world = inWorld();

    const inquiry = await world.submit(question, world.company.apiKey);

    await ended(world, inquiry);
    expect(statesOf(await world.executions.history(inquiry.id, 1))).toEqual([
      ...['BindInput', 'Entry', 'AnalyzeInquiry', 'ScorePriority', 'RetrieveKnowledge'],
      ...['GenerateAnswer', 'ScoreQuality', 'QualityGate', 'StoreAnswer', 'NotifyCustomer', 'Done'],
    ]);
  });

  test('an inquiry without an address is answered and mails nobody', async () => {
    const world = inWorld();

    const inquiry = await world.submit({ title: question.title, content: question.content }, world.company.apiKey);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).status).toBe('ai_responded');
    expect(await world.mailsAbout(inquiry.id)).toEqual([]);
  });

  test('an English receipt does not change the language of a Korean question', async () => {
    const world = inWorld();
    const lines = Array.from(
      { length: 12 },
      (_, n) => `Order ${n}: one vacuum cleaner, paid by card, delivered by post.`,
    );
    const data = Buffer.from(await pdfOf([`Receipt. ${lines.join(' ')}`])).toString('base64');
    const attachments = [{ filename: 'receipt.pdf', contentType: 'application/pdf', data }];

    const inquiry = await world.submit({ ...koreanQuestion, attachments }, world.company.apiKey);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect((await world.detail(inquiry)).language).toBe('ko');
    expect((await world.status(inquiry)).answer?.citations.map(({ passageId }) => passageId)).toEqual([
      'shipping-time-ko',
    ]);
  });

  test('a question in the text layer of a PDF is read and answered', async () => {
    const world = inWorld();
    const { title, content } = question;
    const data = Buffer.from(await pdfOf(['A page before it.', `${title} ${content}`])).toString('base64');
    const attachments = [{ filename: 'question.pdf', contentType: 'application/pdf', data }];

    const inquiry = await world.submit(
      { title: 'See page 2', content: 'Please read it.', attachments },
      world.company.apiKey,
    );

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { answer } = await world.status(inquiry);
    expect(answer?.citations.map(({ passageId }) => passageId)).toEqual(['shipping-time-en']);
    const history = await world.executions.history(inquiry.id, 1);
    expect(statesOf(history).filter((state) => state === 'ExtractText')).toHaveLength(2);
  });

  test('a poor draft is rewritten with what was wrong with it, and then sent', async () => {
    const world = inWorld();
    world.model.script(mendsItsDraft);

    const inquiry = await world.submit(question, world.company.apiKey);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { status, answer } = await world.status(inquiry);
    expect(status).toBe('ai_responded');
    expect(answer?.text).not.toContain('77 days');
    expect(world.model.answeredCount).toBe(2);
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });

  test('two poor drafts go to people and never to the customer', async () => {
    const world = inWorld();
    world.model.script(makesThingsUp);

    const inquiry = await world.submit(question, world.company.apiKey);

    const states = statesOf(await awaitingReply(world, inquiry));
    expect(states.filter((state) => state === 'GenerateAnswer')).toHaveLength(2);
    const { status, answer } = await world.status(inquiry);
    expect(status).toBe('escalated');
    expect(answer).toBeUndefined();
    expect((await world.detail(inquiry)).statusReason).toBe('low_quality');
    expect(await answerMailIds(world, inquiry)).toEqual([]);
  });

  test.each([
    [
      'English',
      'How do I return an item?',
      'I would like to return a jacket. How do I return an item?',
      'return-how-en',
    ],
    ['Korean', '배송은 얼마나 걸리나요?', '어제 주문했는데 언제 도착할까요?', 'shipping-time-ko'],
  ])('the model that comes with the product answers a question in %s', async (_, title, content, passageId) => {
    const world = inWorld();
    world.model.script(extractiveModel);

    const inquiry = await world.submit({ title, content, customerEmail: customer }, world.demo.apiKey);

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    const { status, answer } = await world.status(inquiry);
    expect(status).toBe('ai_responded');
    expect(answer?.citations.map((citation) => citation.passageId)).toContain(passageId);
    expect(await answerMailIds(world, inquiry)).toEqual([`${inquiry.id}-r1-answer`]);
  });
}
