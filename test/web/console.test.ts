import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { apiClient, type Submitted } from '../support/api-client.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { legalThreat } from '../support/inquiries.ts';
import { until } from '../support/until.ts';

const executablePath = '/usr/bin/chromium';
const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;
if (!existsSync(executablePath)) console.warn(`Skipped: no browser at ${executablePath}`);

describeInBrowser('the console in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-'));
  let runtime: ChildRuntime;
  let browser: Browser;
  beforeAll(async () => {
    runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0 });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await runtime.stop();
    rmSync(dataDir, { recursive: true });
  });

  const api = () => apiClient(runtime.file.apiUrl);

  /** An inquiry that waits for a person. */
  async function givenCase(title: string): Promise<Submitted> {
    const inquiry = await api().submit({ ...legalThreat, title }, runtime.file.demo.apiKey);
    await until('the escalation', async () =>
      (await api().status(inquiry)).status === 'escalated' ? true : undefined,
    );
    return inquiry;
  }

  /** The console, signed in as the owner of the case, with what its console complained of. */
  async function signIn(
    agentId: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, ...options });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${runtime.file.apiUrl}/console`);
    await page.getByLabel('API key').fill(runtime.file.demo.apiKey);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Who are you?').selectOption(agentId);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Open cases' }).waitFor();
    return { page, complaints };
  }

  test('an agent finds a case, replies, and the customer has the reply', async () => {
    const inquiry = await givenCase('Letters <b>ignored</b>');
    const { owner } = await api().escalation(inquiry);
    const { page, complaints } = await signIn(owner.agentId);

    await page.getByRole('link', { name: 'Letters <b>ignored</b>' }).click();
    await page.getByLabel('Your reply').fill('We are sorry, and call you today.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Your reply is on its way.').first().waitFor();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Letters <b>ignored</b>');
    expect((await api().status(inquiry)).answer).toMatchObject({
      source: 'human',
      text: 'We are sorry, and call you today.',
    });
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('by the keyboard alone a case is found and claimed, and a reply that meets a change is kept', async () => {
    const inquiry = await givenCase('Nobody answers');
    const { owner } = await api().escalation(inquiry);
    const { items } = await api().staff(inquiry);
    const other = items.find(({ agentId }) => agentId !== owner.agentId)?.agentId ?? '';
    const { page } = await signIn(other);

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    await page.getByLabel('Your reply').waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('I see to it.');
    await api().addMessage(inquiry, 'It is urgent now.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByRole('alert').filter({ hasText: 'has changed' }).waitFor();

    expect(await page.getByLabel('Your reply').inputValue()).toBe('I see to it.');
    expect(await page.getByText('It is urgent now.').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Open cases' }).waitFor();
    await page.close();
  }, 60_000);

  test('a wrong key is told in words, and the key is gone with the tab', async () => {
    const page = await browser.newPage();
    await page.goto(`${runtime.file.apiUrl}/console/`);
    await page.getByLabel('API key').fill('wrong');
    await page.getByRole('button', { name: 'Go on' }).click();

    await page.getByText('This API key is not known, or no longer valid.').waitFor();

    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('list and case fit a phone in the %s scheme', async (colorScheme) => {
    const inquiry = await givenCase('W'.repeat(200));
    const { id } = await api().escalation(inquiry);
    const { page } = await signIn('minseo', { colorScheme, viewport: { width: 360, height: 740 } });

    for (const place of ['#/', `#/${id}`]) {
      await page.goto(`${runtime.file.apiUrl}/console/${place}`);
      await page.getByRole('heading', { level: 1, name: place === '#/' ? 'Open cases' : 'WWW' }).waitFor();
      const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ place, overflowPx }).toEqual({ place, overflowPx: 0 });
    }
    await page.close();
  });
});
