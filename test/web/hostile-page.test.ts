import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import * as z from 'zod/mini';
import { apiClient } from '../support/api-client.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { legalThreat } from '../support/inquiries.ts';
import { until } from '../support/until.ts';

const executablePath = '/usr/bin/chromium';
const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;
if (!existsSync(executablePath)) console.warn(`Skipped: no browser at ${executablePath}`);

const Outbox = z.object({ messages: z.array(z.object({ text: z.string() })) });

describeInBrowser('a hostile page in a browser of somebody who runs the system', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hostile-page-'));
  let runtime: ChildRuntime;
  let browser: Browser;
  let context: BrowserContext;
  let hostile: { readonly server: Server; readonly url: string };
  let page: Page;

  beforeAll(async () => {
    runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0, isDirect: true });
    // Names that point here by the attacker's DNS, as after a rebinding.
    const rules = 'MAP evil.example 127.0.0.1, MAP localhost.evil.example 127.0.0.1, MAP 127.0.0.1.nip.io 127.0.0.1';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', `--host-resolver-rules=${rules}`] });
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>hostile</title>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The hostile page has no port');
    hostile = { server, url: `http://127.0.0.1:${address.port}` };
    const { apiUrl, demo } = runtime.file;
    await apiClient(apiUrl).submit(legalThreat, demo.apiKey);
    await until('a mail with a reply link', async () =>
      (await mails()).some(({ text }) => text.includes('/r/')) ? true : undefined,
    );
  }, 90_000);

  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(hostile.url);
  });
  afterEach(() => context.close());

  afterAll(async () => {
    await browser.close();
    hostile.server.close();
    await runtime.stop();
    rmSync(dataDir, { recursive: true });
  });

  const mails = async () => Outbox.parse(await (await fetch(`${runtime.file.awsEndpoint}/_aws/ses`)).json()).messages;
  const faults = async () => (await fetch(`${runtime.file.awsEndpoint}/_aws/faults`)).text();
  const replyLink = async (): Promise<string> => {
    const link = (await mails()).flatMap(({ text }) => /https?:\S+(\/r\/[^\s<>")]+)/.exec(text)?.[1] ?? [])[0];
    if (link === undefined) throw new Error('There is no reply link');
    return runtime.file.apiUrl + link;
  };

  /** The status of what a tab is taken to, and its title; a refusal may be kept as a file in place of being shown. */
  async function visit(url: string): Promise<{ status: number; title: string }> {
    const tab = await context.newPage();
    const answered = tab.waitForResponse((response) => response.request().isNavigationRequest());
    const shown = tab.goto(url).catch((error: Error) => error);
    const status = (await answered).status();
    await shown;
    const title = await tab.title();
    await tab.close();
    return { status, title };
  }

  /** Sends a form from the page, and waits for the answer in place of it. */
  async function postForm(url: string, options: { enctype: string; fields: Record<string, string>; file?: string }) {
    const answered = page.waitForResponse((response) => response.url().startsWith(url.split('?')[0] ?? url));
    await page.evaluate(
      ({ action, enctype, fields, file }) => {
        const form = Object.assign(document.createElement('form'), { action, enctype, method: 'post' });
        for (const [name, value] of Object.entries(fields))
          form.append(Object.assign(document.createElement('textarea'), { name, value }));
        if (file !== undefined) {
          const input = Object.assign(document.createElement('input'), { type: 'file', name: 'file' });
          const held = new DataTransfer();
          held.items.add(new File([file], 'x.html', { type: 'text/html' }));
          input.files = held.files;
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      },
      { action: url, ...options },
    );
    return (await answered).status();
  }

  test('cannot put a page of its own into the endpoint’s origin', async () => {
    const { awsEndpoint } = runtime.file;
    const credential = '000000000000/20260101/us-east-1/s3/aws4_request';
    const policy = { expiration: '2099-01-01T00:00:00Z', conditions: [['starts-with', '$key', '']] };
    const status = await postForm(`${awsEndpoint}/inquiries`, {
      enctype: 'multipart/form-data',
      fields: {
        key: 'x.html',
        'Content-Type': 'text/html',
        policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-credential': credential,
        'x-amz-date': '20260101T000000Z',
        'x-amz-signature': '0'.repeat(64),
      },
      file: '<script>document.title = "taken"</script>',
    });
    const opened = await visit(`${awsEndpoint}/inquiries/x.html?X-Amz-Credential=${credential}`);

    expect([status, opened]).toEqual([403, { status: 400, title: '' }]);
  });

  test.each([
    [
      'a function',
      () =>
        `${runtime.file.awsEndpoint}/2015-03-31/functions/sweep/invocations?X-Amz-Credential=a/20260101/us-east-1/lambda/aws4_request`,
    ],
    ['the clock', () => `${runtime.file.awsEndpoint}/_aws/clock`],
    ['the faults', () => `${runtime.file.awsEndpoint}/_aws/faults`],
    ['an inquiry', () => `${runtime.file.apiUrl}/v1/inquiries`],
    ['settings', () => `${runtime.file.apiUrl}/v1/settings`],
  ])('posts no form of plain text to %s', async (_, url) => {
    const before = await faults();

    expect(await postForm(url(), { enctype: 'text/plain', fields: { '{"a":"': '"}' } })).toBe(403);
    expect(await faults()).toBe(before);
  });

  test('cannot answer in an agent’s name, although it has the link', async () => {
    const link = await replyLink();
    const fields = { text: 'Send all your money', action: 'send' };

    expect(await postForm(link, { enctype: 'application/x-www-form-urlencoded', fields })).toBe(403);
  });

  test('reads nothing by fetch, in any mode, and sends nothing', async () => {
    const { apiUrl, awsEndpoint, dynamodbEndpoint } = runtime.file;
    const targets = [`${awsEndpoint}/_aws/ses`, `${awsEndpoint}/_aws/outbox`, `${apiUrl}/openapi.json`, awsEndpoint];
    const before = (await mails()).length;

    const read = await page.evaluate(
      (urls) =>
        Promise.all(
          urls.flatMap((url) =>
            (['cors', 'no-cors'] as const).map((mode) =>
              fetch(url, { mode }).then(
                async (answer) => (await answer.text()).length,
                () => 0,
              ),
            ),
          ),
        ),
      targets,
    );
    await page.evaluate(
      (urls) =>
        Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors', method: 'POST', body: '{}' }).catch(() => null))),
      [...targets, `${awsEndpoint}/_aws/clock`],
    );

    expect(read).toEqual(read.map(() => 0));
    expect((await mails()).length).toBe(before);
    // The store itself answers any page that knows where it is: nothing but runtime.json (0600) says so.
    expect(new URL(dynamodbEndpoint).hostname).not.toBe(new URL(hostile.url).hostname);
  });

  test('opens no WebSocket, shows no picture and frames no page', async () => {
    const { apiUrl, awsEndpoint } = runtime.file;
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(apiUrl) || response.url().startsWith(awsEndpoint)) statuses.push(response.status());
    });
    const outcome = await page.evaluate(
      async ([api = '', aws = '', link = '']) => {
        const socket = (url: string) =>
          new Promise<string>((resolve) => {
            const opened = new WebSocket(url.replace('http:', 'ws:'));
            opened.onopen = () => resolve('open');
            opened.onerror = () => resolve('refused');
          });
        const element = (tag: 'img' | 'iframe', src: string) =>
          new Promise<string>((resolve) => {
            const made = document.createElement(tag);
            made.onload = () => resolve('loaded');
            made.onerror = () => resolve('refused');
            made.src = src;
            document.body.append(made);
          });
        return Promise.all([
          socket(`${api}/`),
          socket(`${aws}/_aws/ses`),
          element('img', `${aws}/_aws/outbox`),
          element('iframe', link).then(() => 'asked'),
          element('iframe', `${aws}/_aws/outbox`).then(() => 'asked'),
        ]);
      },
      [apiUrl, awsEndpoint, await replyLink()],
    );

    expect(outcome).toEqual(['refused', 'refused', 'refused', 'asked', 'asked']);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io'])(
    'is nobody under a name of its own that points here: %s',
    async (host) => {
      const at = (url: string): string => url.replace('127.0.0.1', host);
      const { apiUrl, awsEndpoint } = runtime.file;

      const statuses: number[] = [];
      for (const url of [
        `${awsEndpoint}/_aws/ses`,
        `${awsEndpoint}/_aws/outbox`,
        `${apiUrl}/console/`,
        `${apiUrl}/healthz`,
      ])
        statuses.push((await visit(at(url))).status);

      expect(statuses).toEqual([403, 403, 403, 403]);
    },
  );

  test('a person who follows a link from there gets the page, and its own form is taken', async () => {
    await page.setContent(`<a href="${await replyLink()}">reply</a>`);
    await page.getByText('reply').click();
    await page.waitForURL('**/r/**');

    expect(await page.locator('form').count()).toBeGreaterThan(0);
    const sent = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('textarea').first().fill('We look into it today.');
    await page.locator('form button[type=submit], form button').first().click();
    expect((await sent).status()).toBeLessThan(400);
  });

  test('keeps no handle on the window of a page that it has opened', async () => {
    const { apiUrl, awsEndpoint } = runtime.file;
    const { statusToken } = await apiClient(apiUrl).submit(legalThreat, runtime.file.demo.apiKey);
    const statusUrl = `${apiUrl}/s/${statusToken}`;
    const pages = [`${apiUrl}/`, `${apiUrl}/docs`, `${apiUrl}/console/`, statusUrl, await replyLink()];

    for (const url of [...pages, `${apiUrl}/nothing-here`, `${awsEndpoint}/_aws/outbox`]) {
      const opening = page.waitForEvent('popup');
      const handle = await page.evaluateHandle((address) => window.open(address), url);
      const opened = await opening;
      await opened.waitForURL(url);

      expect([url, await opened.evaluate('opener === null')]).toEqual([url, true]);
      await page.waitForFunction((window) => window?.closed, handle);
      await opened.close();
    }
  });

  test('a company’s own page follows an inquiry with its status token', async () => {
    const { apiUrl, demo } = runtime.file;
    const { id, statusToken } = await apiClient(apiUrl).submit(legalThreat, demo.apiKey);

    const status = await page.evaluate(
      async ([url = '', token = '']) => {
        const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
        return [answer.status, typeof (await answer.json()).status];
      },
      [`${apiUrl}/v1/inquiries/${id}/status`, statusToken],
    );

    expect(status).toEqual([200, 'string']);
  });

  test('the outbox, the console and a program are let in', async () => {
    const { apiUrl, awsEndpoint } = runtime.file;
    const own = await context.newPage();

    expect((await own.goto(`${awsEndpoint}/_aws/outbox`))?.status()).toBe(200);
    await own.locator('li a').first().click();
    await own.frameLocator('iframe').locator('body').waitFor();
    expect((await own.goto(`${apiUrl}/console/`))?.status()).toBe(200);
    expect((await fetch(`${apiUrl}/healthz`)).status).toBe(200);
  });
});
