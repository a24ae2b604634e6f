import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../schemas/api/problem.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { SubmitInquiryResponse } from '../../schemas/api/submissions.ts';
import { problemTable } from '../../schemas/errors.ts';
import { pngFile } from '../domain/attachments/png-file.ts';
import { quotesBestPassage } from '../support/inquiries.ts';
import { openInProcess } from '../workflow/open-in-process.ts';
import type { WorkflowWorld } from '../workflow/world.ts';

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({
  language,
  code,
}));
const shell = blocks.flatMap(({ language, code }) => (language === 'sh' ? [code.replaceAll('\\\n', ' ')] : []));
const specs: readonly RouteSpec[] = Object.values(routes);

const placeholders = {
  $ENDPOINT_ID: '{webhookEndpointId}',
  $DELIVERY_ID: '{webhookDeliveryId}',
  $KEY_ID: '{apiKeyId}',
  $REQUEST_ID: '{dataRequestId}',
  $ESCALATION_ID: '{escalationId}',
  $ID: '{inquiryId}',
};

/** `$API/v1/inquiries/$ID?wait=20` with `-d`, as a method and the template of a path. */
const calls = shell.flatMap((code) =>
  [...code.matchAll(/curl ([^\n]*?)"\$API([^"?]+)(\?[^"]*)?"([^\n]*)/g)].map(
    ([, before = '', path = '', query = '', after = '']) => {
      const words = `${before} ${after}`;
      const named = / ?-X (\w+)/.exec(words)?.[1];
      const hasBody = / (-d|--data-binary) /.test(words) && !words.includes('-G ');
      const body = hasBody ? / -d '([^']*)'/.exec(words)?.[1] : undefined;
      const fields = words.includes('-G ') ? [...words.matchAll(/ -d (\S+)/g)].map(([, field]) => field) : [];
      return {
        method: named ?? (hasBody ? 'POST' : 'GET'),
        path: Object.entries(placeholders).reduce((known, [name, id]) => known.replace(name, id), path),
        body,
        query: new URLSearchParams(query || fields.join('&')),
      };
    },
  ),
);

/** A literal path goes before one with a parameter. */
const routeOf = (method: string, path: string): RouteSpec | undefined => {
  const ofMethod = specs.filter((spec) => spec.method === method);
  const pattern = (spec: RouteSpec) => new RegExp(`^${spec.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return ofMethod.find((spec) => spec.path === path) ?? ofMethod.find((spec) => pattern(spec).test(path));
};

test.each(calls)('$method $path is a route that takes what the recipe sends', ({ method, path, body, query }) => {
  const route = routeOf(method, path);

  expect(route).toMatchObject({ method });
  if (body !== undefined) expect(route?.body?.safeParse(JSON.parse(body))).toMatchObject({ success: true });
  if (query.size > 0) expect(route?.query?.safeParse(Object.fromEntries(query))).toMatchObject({ success: true });
});

test('the recipes were found', () => {
  const requests = shell.flatMap((code) => [...code.matchAll(/curl [^\n]*"\$API/g)]);

  expect(calls.length).toBeGreaterThan(15);
  expect(calls).toHaveLength(requests.length);
});

test('whatever else is named as a path or a code exists', () => {
  const paths = [...text.matchAll(/`(\/[\w./{}]+)`/g)].map(([, path = '']) => path);
  const codes = [...text.matchAll(/\b[45]\d\d\s+`(\w+)`/g)].map(([, code = '']) => code);

  expect(paths.filter((path) => !specs.some((spec) => spec.path === path))).toEqual([]);
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.filter((code) => !(code in problemTable))).toEqual([]);
});

test('the error that is shown is one', () => {
  const shown = blocks.flatMap(({ language, code }) => (language === 'json' ? [Problem.parse(JSON.parse(code))] : []));

  expect(shown.map(({ code, status, title }) => [code, { status, title }])).toEqual([
    ['validation_failed', problemTable.validation_failed],
  ]);
});

const hasCurl = existsSync('/usr/bin/curl');
if (!hasCurl) console.warn('Skipped: no curl at /usr/bin/curl');

/** What a block prints when it is pasted into a shell that knows the service. */
async function pasted(world: WorkflowWorld, block: string, { cwd = '.' } = {}): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], {
    cwd,
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, API: world.apiUrl, API_KEY: world.company.apiKey },
  });
  return stdout;
}

(hasCurl ? describe : describe.skip)('pasted into a shell', () => {
  let world: WorkflowWorld;
  beforeAll(async () => {
    world = await openInProcess();
    world.model.script(quotesBestPassage);
  }, 60_000);
  afterAll(() => world?.close());

  test('the quick start answers a question', async () => {
    expect(await pasted(world, shell[1] ?? '')).toMatch(/^Orders paid before 2 p\.m\./);
  });

  test('the recipe of an upload makes an inquiry with its file', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'recipe-'));
    const png = pngFile({ widthPx: 40, heightPx: 40, rows: Buffer.alloc(40 * 41) });
    writeFileSync(join(cwd, 'receipt.png'), png);

    const printed = await pasted(world, shell.find((code) => code.includes('/v1/uploads')) ?? '', { cwd });

    const { id, statusToken } = SubmitInquiryResponse.parse(JSON.parse(printed));
    const { attachments } = await world.detail({ id, statusToken, apiKey: world.company.apiKey });
    expect(attachments).toEqual([{ filename: 'receipt.png', contentType: 'image/png', bytes: png.length, pages: 1 }]);
    rmSync(cwd, { recursive: true });
  });

  test('the recipes of knowledge and settings do what they say', async () => {
    // Every error is one, every answer a line of its own.
    const strict = 'curl() { command curl -fsS -w "\\n" "$@"; }';

    const printed = await pasted(
      world,
      [strict, ...['Teach it your knowledge', 'Settings'].map(commandsOf)].join('\n'),
    );

    const answers = printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    expect(answers).toMatchObject([
      { id: 'gift-wrap-en', version: 1, language: 'en' },
      { language: 'en', outlook: { decision: expect.any(String) } },
      { rows: [{ index: 0, outcome: 'created', id: 'gift-wrap-ko' }], removed: 0 },
      { rows: [{ index: 0, row: 2, outcome: 'created' }], removed: 0 },
      { id: 'gift-wrap-en', version: 2, text: 'We wrap any order as a present for 2,500 won.' },
      { items: expect.arrayContaining([expect.objectContaining({ id: 'gift-wrap-ko' })]) },
      { state: expect.any(String) },
      { version: 1 },
      { version: 2, slaMinutes: { high: 30 }, sendThreshold: 4, calendar: { holidays: ['2027-01-01'] } },
    ]);
  });
});

/** The shell blocks of a section. */
function commandsOf(title: string): string {
  const [, section = ''] = text.split(`## ${title}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code).join('\n');
}
