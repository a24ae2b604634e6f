import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { pngChunk } from '../domain/attachments/png-file.ts';
import type { Submitted } from '../support/api-client.ts';
import { statesOf } from '../support/executions.ts';
import { question, quotesBestPassage } from '../support/inquiries.ts';
import { awaitingReply, clockFor, latestStaffMail } from '../support/journey.ts';
import { advanceUntil } from '../support/until.ts';
import { openInProcess } from './open-in-process.ts';
import type { WorkflowWorld } from './world.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await openInProcess({ malwareScan: true });
  world.model.script(quotesBestPassage);
}, 60_000);
afterEach(async () => {
  expect(await world.audit()).toEqual([]);
});
afterAll(async () => {
  delete process.env.MALWARE_TAG;
  await world?.close();
});

const client = () => createInquiriesClient({ baseUrl: world.apiUrl, apiKey: world.company.apiKey });

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
/** A sound picture with the test file of malware scanners as its comment. */
const infected = Buffer.concat([
  picture.subarray(0, 33),
  pngChunk(
    'tEXt',
    Buffer.from(['Comment\0X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')),
  ),
  picture.subarray(33),
]);

async function submitUploaded(...files: readonly Buffer[]): Promise<Submitted> {
  const uploadIds: string[] = [];
  for (const file of files)
    uploadIds.push(
      await client().uploadFile({ filename: 'label.png', contentType: 'image/png', content: new Uint8Array(file) }),
    );
  const { id, statusToken } = await client().submitInquiry({
    title: question.title,
    content: question.content,
    customerEmail: 'olivia.hart@example.com',
    uploadIds,
  });
  return { id, statusToken, apiKey: world.company.apiKey };
}

const settled = (inquiry: Submitted) =>
  advanceUntil(clockFor(world, inquiry), { expected: 'an answer or a person', mostSeconds: 120 }, async () => {
    const { status } = await world.status(inquiry);
    return status === 'pending' ? undefined : world.detail(inquiry);
  });

const statesPassed = async ({ id }: Submitted) => statesOf(await world.executions.history(id, 1));

test('an uploaded file in which nothing is found is read, and its inquiry answered', async () => {
  const inquiry = await submitUploaded(picture);

  const { status, warnings } = await settled(inquiry);

  expect(warnings.filter((warning) => warning.startsWith('attachment_'))).toEqual([]);
  expect(await statesPassed(inquiry)).toContain('ExtractText');
  expect(status).toBe('ai_responded');
});

test('an uploaded file with malware is not read: a person is warned, and answers', async () => {
  const inquiry = await submitUploaded(infected);

  const { status, statusReason, warnings } = await settled(inquiry);
  await awaitingReply(world, inquiry);
  const { link, text } = await latestStaffMail(world, inquiry);
  const replied = await world.reply(link, 'Please send the picture once more.');

  expect({ status, statusReason }).toEqual({ status: 'escalated', statusReason: 'risk' });
  expect(warnings).toContain('attachment_infected');
  expect(text).toContain('Malware was found in an attachment');
  expect(await statesPassed(inquiry)).not.toContain('ExtractText');
  expect(replied.status).toBe(200);
  expect(await world.status(inquiry)).toMatchObject({
    status: 'resolved',
    answer: { source: 'human', text: 'Please send the picture once more.' },
  });
});

test('of two files the one with malware is not read, and the inquiry goes to people', async () => {
  const inquiry = await submitUploaded(picture, infected);

  const { status, warnings } = await settled(inquiry);

  expect({ status, warnings }).toMatchObject({
    status: 'escalated',
    warnings: expect.arrayContaining(['attachment_infected']),
  });
  const read = (await statesPassed(inquiry)).filter((state) => state === 'ExtractText');
  expect(read).toHaveLength(1);
});

test('a file with malware that comes inside the request is met alike', async () => {
  const data = infected.toString('base64');
  const attachments = [{ filename: 'label.png', contentType: 'image/png', data }];
  const inquiry = await world.submit({ ...question, attachments }, world.company.apiKey);

  const { status, warnings } = await settled(inquiry);

  expect([status, warnings.includes('attachment_infected')]).toEqual(['escalated', true]);
});

const executablePath = '/usr/bin/chromium';
if (!existsSync(executablePath)) console.warn(`Skipped: no browser at ${executablePath}`);

(existsSync(executablePath) ? test : test.skip)(
  'a page of the API’s origin uploads by a form, asking before, and reads the answer; a page elsewhere does not',
  async () => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const upload = async (page: string) => {
      const { url, fields } = await client().createUpload({
        filename: 'label.png',
        contentType: 'image/png',
        bytes: picture.length,
        sha256: Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(picture))).toString('base64'),
      });
      const tab = await browser.newPage({ bypassCSP: true });
      await tab.goto(page);
      return tab.evaluate(sendForm, { url, fields, base64: picture.toString('base64') });
    };

    const own = await upload(`${world.apiUrl}/docs`);
    const elsewhere = await upload('about:blank');
    await browser.close();

    expect([own, elsewhere]).toEqual([204, 0]);
  },
  60_000,
);

/** Runs in the page: to listen for progress makes the browser ask before it sends. */
function sendForm({ url, fields, base64 }: { url: string; fields: Record<string, string>; base64: string }) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
  return new Promise<number>((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = () => {};
    request.onloadend = () => resolve(request.status);
    request.open('POST', url);
    request.send(body);
  });
}
