import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { apiClient } from '../support/api-client.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { legalThreat } from '../support/inquiries.ts';
import { until } from '../support/until.ts';
import { type Edge, startGateway, startSite } from './deployed-edge.ts';

const executablePath = '/usr/bin/chromium';
const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;
if (!existsSync(executablePath)) console.warn(`Skipped: no browser at ${executablePath}`);

describeInBrowser('the console on an origin of its own, as it is deployed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-'));
  let site: Edge;
  let gateway: Edge;
  let runtime: ChildRuntime;
  let browser: Browser;
  beforeAll(async () => {
    site = await startSite(() => gateway.url);
    runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0, webOrigin: site.url });
    gateway = await startGateway(runtime.file.apiUrl, site.url);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await gateway.close();
    await site.close();
    await runtime.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('finds the API by its config.json, and a browser lets it list, read, claim and reply', async () => {
    const { apiUrl, demo } = runtime.file;
    const api = apiClient(apiUrl);
    const inquiry = await api.submit({ ...legalThreat, title: 'Letters ignored' }, demo.apiKey);
    await until('the escalation', async () => (await api.status(inquiry)).status === 'escalated' || undefined);
    const { items } = await api.staff(inquiry);
    const { owner } = await api.escalation(inquiry);
    const other = items.find(({ agentId }) => agentId !== owner.agentId)?.agentId ?? '';
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(site.url);
    await page.getByLabel('API key').fill(demo.apiKey);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Who are you?').selectOption(other);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('link', { name: 'Letters ignored' }).click();
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByLabel('Your reply').fill('We call you today.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Your reply is on its way.').first().waitFor();

    expect((await api.status(inquiry)).answer).toMatchObject({ source: 'human', text: 'We call you today.' });
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
});
