import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../local/runtime/site.ts';
import { WebhookPayload } from '../../schemas/webhook.ts';
import { openMortalRuntime } from '../recovery/mortal-runtime.ts';

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const receiver = /```js\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
const recipe = /```sh\n(ENDPOINT=[\s\S]*?)```/.exec(text)?.[1] ?? '';

const hasCurl = existsSync('/usr/bin/curl');
if (!hasCurl) console.warn('Skipped: no curl at /usr/bin/curl');

/** On a clock that agrees with the receiver's, which refuses what is not fresh. */
(hasCurl ? test : test.skip)(
  'the receiver of the recipe prints the event of the inquiry that is asked in it',
  async () => {
    const { world, close } = await openMortalRuntime();
    const folder = mkdtempSync(join(tmpdir(), 'receiver-'));
    const port = String(await freePort());
    try {
      writeFileSync(join(folder, 'receiver.mjs'), receiver);
      const pasted = recipe.replace(':9000/', `:${port}/`).replace('receiver.mjs &', 'receiver.mjs >printed &');
      const untilPrinted = 'until grep -qs inquiry printed; do sleep 0.1; done; kill $!';

      await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', `${pasted}\n${untilPrinted}`], {
        env: {
          PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
          API: world.apiUrl,
          API_KEY: world.company.apiKey,
          HOOK_PORT: port,
        },
        cwd: folder,
        timeout: 40_000,
      });

      const event = WebhookPayload.parse(JSON.parse(readFileSync(join(folder, 'printed'), 'utf8')));
      expect(event.type).toMatch(/^inquiry\.(answered|escalated)$/);
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  },
  90_000,
);
