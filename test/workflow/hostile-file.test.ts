import { longPdf, wordyPdf } from '../support/hostile-pdf.ts';
import { question, quotesBestPassage } from '../support/inquiries.ts';
import { awaitingReply, ended, latestStaffMail } from '../support/journey.ts';
import { pdfOf } from '../support/pdf.ts';
import { openInProcess } from './open-in-process.ts';
import type { WorkflowWorld } from './world.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await openInProcess();
  world.model.script(quotesBestPassage);
}, 60_000);
afterAll(() => world?.close());

const withFile = (file: Uint8Array) => {
  const data = Buffer.from(file).toString('base64');
  const attachments = [{ filename: 'a.pdf', contentType: 'application/pdf', data }];
  return world.submit({ ...question, attachments }, world.company.apiKey);
};

test('a file that cannot be read within the limits goes to people, who are told so, and others are answered', async () => {
  const hostile = await withFile(wordyPdf('and so on '.repeat(200)));
  const sound = await withFile(await pdfOf([question.content]));

  expect(await ended(world, sound)).toBe('SUCCEEDED');
  expect((await world.status(sound)).status).toBe('ai_responded');
  await awaitingReply(world, hostile);
  const { warnings } = await world.detail(hostile);
  expect(warnings).toEqual(['attachment_unreadable', 'attachment_beyond_limits']);
  expect((await latestStaffMail(world, hostile)).text).toContain('was not read');
  expect(await world.audit()).toEqual([]);
}, 60_000);

test('of endless digits in a file as much is analysed as is allowed, and people are told that there is more', async () => {
  const endless = await withFile(longPdf('7'.repeat(200), 1_000));

  await awaitingReply(world, endless);

  const { warnings } = await world.detail(endless);
  expect(warnings).toContain('text_truncated');
  expect((await latestStaffMail(world, endless)).text).toContain('more text than is analysed');
  expect(await world.audit()).toEqual([]);
}, 60_000);
