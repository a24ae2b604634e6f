import { createHash } from 'node:crypto';
import { handler } from '../../../../functions/http/public.ts';
import { call, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import {
  givenAnalysis,
  givenAnswer,
  givenEscalation,
  givenInquiry,
  headOf,
  statusPath,
} from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const browser = { Accept: 'text/html,application/xhtml+xml', 'Accept-Language': 'en-GB,en;q=0.9' };
const show = (path: string, headers: Readonly<Record<string, string>> = browser) => call(handler, { path, headers });

test('a pending inquiry shows its steps, the time it takes, and the way to a person', async () => {
  const inquiryId = await givenInquiry(world.company.companyId, { title: 'A <b>bold</b> & "quoted" title' });

  const page = await show(statusPath(inquiryId));

  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<h1 data-inquiry=');
  expect(page.body).toContain('A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title');
  expect(page.body).toContain('We received your inquiry');
  expect(page.body).toContain('within 1 minute');
  expect(page.body).toContain('Blue &amp; Green Shop');
  expect(page.body).toMatch(/<form method="post">[\s\S]*Talk to a person/);
  expect(page.body).toContain('data-final="false"');
  expect(page.body).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>');
});

test.each([
  ['en', 'Test: not a real inquiry'],
  ['ko', '테스트: 실제 문의가 아닙니다'],
])('a test inquiry is marked on a page in %s, a live one is not', async (language, mark) => {
  const { companyId } = world.company;
  const headers = { ...browser, 'Accept-Language': language };

  const test = await show(statusPath(await givenInquiry(companyId, { mode: 'test' })), headers);
  const live = await show(statusPath(await givenInquiry(companyId)), headers);

  expect(test.body).toContain(mark);
  expect(live.body).not.toContain(mark);
});

test('an answered inquiry shows the answer with its sources and stops looking', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  await givenAnswer(inquiryId, 'On <Tuesday>.');

  const page = await show(statusPath(inquiryId));

  expect(page.body).toContain('On &lt;Tuesday&gt;.');
  expect(page.body).toContain('<blockquote>Parcels take &lt;two&gt; days.</blockquote>');
  expect(page.body).toContain('data-final="true"');
  expect(page.body).not.toContain('<script>');
  expect(page.body).not.toContain('http-equiv="refresh"');
});

test('a case with people offers no button and says so', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  await givenEscalation(world.company.companyId, inquiryId);

  const page = await show(statusPath(inquiryId));

  expect(page.body).toContain('With our staff');
  expect(page.body).toContain('within 60 minutes');
  expect(page.body).not.toContain('<form');
});

test('the page speaks the language of the inquiry rather than that of the browser', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  await givenAnalysis(inquiryId, 'ko');

  const page = await show(statusPath(inquiryId));

  expect(page.body).toContain('<html lang="ko">');
  expect(page.body).toContain('문의가 접수되었습니다');
});

test('before the language is known the page speaks that of the browser', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);

  const page = await show(statusPath(inquiryId), { ...browser, 'Accept-Language': 'fr, ko;q=0.8, en;q=0.5' });

  expect(page.body).toContain('<html lang="ko">');
});

test('the policy allows the sheet and script of the page by their hashes, and nothing else', async () => {
  const page = await show(statusPath(await givenInquiry(world.company.companyId)));

  const policy = String(page.headers?.['content-security-policy']);
  const inlines = [...page.body.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)].map(
    ([, text]) => text ?? '',
  );
  expect(inlines).toHaveLength(2);
  for (const text of inlines) {
    expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("default-src 'none'");
  expect(page.body).not.toMatch(/ style=| on[a-z]+="/);
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  });
});

test.each(['GET', 'HEAD'])('%s changes nothing', async (method) => {
  const inquiryId = await givenInquiry(world.company.companyId);

  const page = await call(handler, { path: statusPath(inquiryId), method, headers: browser });

  expect(page.statusCode).toBe(200);
  expect(await headOf(inquiryId)).toMatchObject({ version: 1 });
});

test('a wrong token is a page for a browser and a problem for a program', async () => {
  const page = await show('/s/st.nothing');
  const problem = await show('/s/st.nothing', {});

  expect(page.statusCode).toBe(404);
  expect(page.body).toContain('There is no such page');
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
  expect(jsonOf(problem)).toMatchObject({ status: 404, code: 'not_found' });
});

test('a store out of reach is told as such, without its words', async () => {
  const inquiryId = await givenInquiry(world.company.companyId);
  for (const _ of [1, 2]) world.aws.failNext('GetItem', 'InternalServerError', 500);

  const page = await show(statusPath(inquiryId));

  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('We cannot be reached right now');
  expect(page.body).not.toContain('scripted');
});
