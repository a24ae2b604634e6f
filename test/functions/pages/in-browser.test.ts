import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { replyTokenOf } from '../../../functions/tokens/sealed-tokens.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import {
  givenAnalysis,
  givenAnswer,
  givenEscalation,
  givenInquiry,
  headOf,
  statusPath,
} from '../../support/inquiry-fixtures.ts';
import { type PageServer, startPageServer } from '../../support/page-server.ts';

const executablePath = '/usr/bin/chromium';
const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;
if (!existsSync(executablePath)) console.warn(`Skipped: no browser at ${executablePath}`);

describeInBrowser('in a browser', () => {
  let world: HttpWorld;
  let server: PageServer;
  let browser: Browser;
  beforeAll(async () => {
    world = await openHttpWorld();
    server = await startPageServer();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await world.close();
  });

  /** A page on a phone, with what its console complained of. */
  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, ...options });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    if (options.javaScriptEnabled !== false) await page.clock.install();
    await page.goto(server.url + path);
    return { page, complaints };
  }

  const replyPath = async (inquiryId: InquiryId): Promise<string> => {
    const {
      escalationId,
      ownerAgentId: agentId,
      generation,
    } = await givenEscalation(world.company.companyId, inquiryId);
    return `/r/${replyTokenOf({ escalationId, agentId, generation, expiresAtMs: epochMs(Date.now() + 60_000) })}`;
  };

  test('the status page shows the answer as soon as it is there, and tells a screen reader', async () => {
    const inquiryId = await givenInquiry(world.company.companyId);
    const { page, complaints } = await open(statusPath(inquiryId));
    await page.clock.runFor(10_000);
    expect(await page.locator('article').count()).toBe(0);
    await givenAnalysis(inquiryId, 'en');
    await givenAnswer(inquiryId, 'It comes on Tuesday.');

    await page.clock.runFor(30_000);
    await page.locator('article').waitFor();

    expect(await page.locator('article').textContent()).toContain('It comes on Tuesday.');
    expect(await page.locator('#live').textContent()).toBe('Answered');
    expect(await page.locator('[data-final]').getAttribute('data-final')).toBe('true');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a customer asks for a person without scripts', async () => {
    const inquiryId = await givenInquiry(world.company.companyId);
    const { page } = await open(statusPath(inquiryId), { javaScriptEnabled: false });

    await page.getByRole('button', { name: 'Talk to a person' }).click();

    expect(new URL(page.url()).pathname).toBe(statusPath(inquiryId));
    expect(await page.getByText('A member of staff will answer you').count()).toBe(1);
    expect(await headOf(inquiryId)).toMatchObject({ escalationRequested: true });
    await page.close();
  });

  test('an agent starts from the draft, changes it, and replies', async () => {
    const inquiryId = await givenInquiry(world.company.companyId);
    const { page, complaints } = await open(await replyPath(inquiryId));

    await page.getByRole('button', { name: 'Start from this draft' }).click();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('A draft <b>answer</b>.');
    await page.getByLabel('Your reply').fill('A better answer.');
    await page.getByRole('button', { name: 'Send the reply' }).click();

    expect(await page.getByRole('heading').textContent()).toBe('Your reply is on its way');
    expect(await headOf(inquiryId)).toMatchObject({ status: 'resolved' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('the pages fit a phone in the %s scheme', async (colorScheme) => {
    const inquiryId = await givenInquiry(world.company.companyId, { title: 'W'.repeat(200) });
    const reply = await replyPath(inquiryId);

    for (const path of [statusPath(inquiryId), reply, '/s/st.nothing']) {
      const { page } = await open(path, { colorScheme, extraHTTPHeaders: { accept: 'text/html' } });
      const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ path, overflowPx }).toEqual({ path, overflowPx: 0 });
      expect(await page.getByRole('main').count()).toBe(1);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      await page.close();
    }
  });
});
