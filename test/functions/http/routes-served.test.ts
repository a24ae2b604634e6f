import { globSync, readFileSync } from 'node:fs';
import { handler as admin } from '../../../functions/http/admin.ts';
import { handler as agent } from '../../../functions/http/agent.ts';
import { handler as intake } from '../../../functions/http/intake.ts';
import { handler as knowledge } from '../../../functions/http/knowledge.ts';
import { handler as open } from '../../../functions/http/public.ts';
import { handler as read } from '../../../functions/http/read.ts';
import type { RouteSpec } from '../../../schemas/api/route-spec.ts';
import { routes } from '../../../schemas/api/routes.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';
import { call, jsonOf } from '../../support/http-event.ts';

setFunctionEnvironment();

const handlers = { intake, read, knowledge, admin, agent, public: open };
const operations: [string, RouteSpec][] = Object.entries(routes);

const sources = globSync('functions/http/*/*.ts').map((file) => ({ file, text: readFileSync(file, 'utf8') }));

test.each(operations)('%s stands in one file, which exports it', async (operation, spec) => {
  const files = sources.filter(({ text }) => text.includes(`export const ${operation} = `)).map(({ file }) => file);
  expect(files).toHaveLength(1);

  const exported = await import(`../../../${files[0]}`);

  expect(exported[operation]).toMatchObject({ operation, spec });
});

test.each(operations)('%s is served by its profile and by no other', async (_, spec) => {
  const path = spec.path.replace('{inquiryId}', '0'.repeat(26)).replace(/\{\w+\}/, 'token');

  const answers = await Promise.all(
    Object.entries(handlers).map(async ([profile, handler]) => {
      const answer = await call(handler, { method: spec.method, path });
      return [profile, answer.body.includes('There is no such route') || answer.statusCode === 405] as const;
    }),
  );

  expect(answers.filter(([, isUnknown]) => !isUnknown).map(([profile]) => profile)).toEqual([spec.profile]);
});

test('an unknown path is a problem with all headers', async () => {
  const answer = await call(read, { path: '/v1/nothing' });

  expect(answer.statusCode).toBe(404);
  expect(jsonOf(answer)).toEqual({
    type: 'about:blank',
    title: 'There is no such resource',
    status: 404,
    code: 'not_found',
    detail: 'There is no such route',
    requestId: 'request-1',
  });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
});

test('another method on a known path is told which it takes', async () => {
  const answer = await call(open, { method: 'DELETE', path: '/s/token' });

  expect(answer.statusCode).toBe(405);
  expect(answer.headers).toMatchObject({ allow: 'GET, POST' });
});
