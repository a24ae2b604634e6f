import { createHash } from 'node:crypto';
import { handler } from '../../../../functions/http/public.ts';
import { curlOf } from '../../../../functions/pages/docs-operation.ts';
import type { RouteSpec } from '../../../../schemas/api/route-spec.ts';
import { routes } from '../../../../schemas/api/routes.ts';
import { problemTable } from '../../../../schemas/errors.ts';
import { setFunctionEnvironment } from '../../../support/function-environment.ts';
import { call } from '../../../support/http-event.ts';

setFunctionEnvironment();

const read = async () => call(handler, { path: '/docs', headers: { accept: 'text/html' } });

test('the page is HTML without scripts whose one sheet its own policy names', async () => {
  const { statusCode, headers = {}, body } = await read();

  const [, sheet = ''] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? [];
  const hash = createHash('sha256').update(sheet).digest('base64');
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(body).not.toMatch(/<script|\son\w+=|style="|(src|href)="(https?:)?\/\//);
});

const specs: [string, RouteSpec][] = Object.entries(routes);

test.each(specs)('%s has its section, its link and its command', async (operationId, { method, path }) => {
  const { body } = await read();

  const [, section = ''] = new RegExp(`<article id="${operationId}">([\\s\\S]*?)</article>`).exec(body) ?? [];
  expect(body).toContain(`<a href="#${operationId}">`);
  expect(section).toContain(`<code>${path}</code>`);
  expect(section).toMatch(/<code>curl (-X \w+ )?&quot;https:\/\/api\.example\.com\//);
  expect(section.includes(`-X ${method} `)).toBe(method !== 'GET');
});

test('every problem code stands in the table of errors', async () => {
  const { body } = await read();

  const rows = [...body.matchAll(/<tr id="problem-(\w+)"><td>(\d+)<\/td>/g)].map(([, code, status]) => [code, status]);
  expect(rows).toEqual(Object.entries(problemTable).map(([code, { status }]) => [code, String(status)]));
});

test('a command survives quotes in its body, and takes ids and keys from the shell', () => {
  const operation = {
    operationId: 'reopenInquiry',
    summary: 'Open again',
    tags: ['Inquiries'],
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/reopen',
    security: [{ apiKey: [] }],
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: false, schema: {} }],
    requestBody: {
      content: { 'application/json': { examples: { one: { summary: 'One', value: { message: "It's open" } } } } },
    },
    responses: {},
  };

  expect(curlOf(operation, 'https://api.example.com').split(' \\\n  ')).toEqual([
    'curl -X POST "https://api.example.com/v1/inquiries/$INQUIRY_ID/reopen"',
    '-H "Authorization: Bearer $API_KEY"',
    '-H "Idempotency-Key: $(uuidgen)"',
    "-H 'Content-Type: application/json'",
    `-d '{"message":"It'\\''s open"}'`,
  ]);
});
