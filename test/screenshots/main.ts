import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { samples } from '../../local/demo/samples.ts';
import type { RuntimeFile } from '../../local/runtime/runtime-file.ts';
import { plainReason } from '../../local/system-errors.ts';
import { apiClient } from '../support/api-client.ts';
import { startChildRuntime } from '../support/child-runtime.ts';
import { until } from '../support/until.ts';

const executablePath = '/usr/bin/chromium';
const folder = 'docs/images';
const languages = { 'en-US': 'console.png', 'ko-KR': 'console-ko.png' };

/** `npm run screenshots`: takes the pictures of the READMEs, from a runtime of its own with a complaint of the demo. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'screenshots-'));
  const runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0, isDirect: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    mkdirSync(folder, { recursive: true });
    const place = await givenComplaint(runtime.file);
    for (const [locale, name] of Object.entries(languages)) {
      await takePicture({ browser, locale, place, path: join(folder, name) });
    }
  } finally {
    await browser.close();
    await runtime.stop();
    rmSync(dataDir, { recursive: true });
  }
}

interface Place {
  readonly url: string;
  readonly apiKey: string;
  readonly agentId: string;
  readonly caseId: string;
}

/** Where the console shows the demo's complaint to the agent who owns it. */
async function givenComplaint({ apiUrl, demo: { apiKey } }: RuntimeFile): Promise<Place> {
  const complaint = samples().find(({ label }) => label === 'Angry complaint');
  if (complaint === undefined) throw new Error('The demo has no complaint');
  const api = apiClient(apiUrl);
  const { title, content, customerEmail = '' } = complaint.request;
  const inquiry = await api.submit({ title, content, customerEmail }, apiKey);
  await until('the escalation', async () => ((await api.status(inquiry)).status === 'escalated' ? true : undefined));
  const { id, owner } = await api.escalation(inquiry);
  return { url: `${apiUrl}/console/`, apiKey, agentId: owner.agentId, caseId: id };
}

async function takePicture(options: { browser: Browser; locale: string; place: Place; path: string }): Promise<void> {
  const { browser, locale, path } = options;
  const { url, apiKey, agentId, caseId } = options.place;
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, locale, timezoneId: 'Asia/Seoul' });
  await page.goto(url);
  await page.locator('input').fill(apiKey);
  await page.keyboard.press('Enter');
  await page.locator('select').selectOption(agentId);
  await page.locator('form button').click();
  await page.locator(`a[href$="${caseId}"]`).click();
  await page.locator('textarea').waitFor();
  await page.screenshot({ path });
  await page.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exitCode = 1;
});
