import { handler } from '../../../../functions/http/public.ts';
import { call } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

test.each([
  ['ko-KR,ko;q=0.9', '<html lang="ko">', '상담원 콘솔'],
  ['fr', '<html lang="en">', 'Agents’ console'],
])('in the language of %s, / names docs, console and status', async (language, tag, name) => {
  const { statusCode, headers, body } = await call(handler, { path: '/', headers: { 'accept-language': language } });

  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept-language' });
  expect(body).toContain(tag);
  expect(body).toContain(name);
  const links = [...body.matchAll(/<a href="([^"#]+)"/g)].map(([, href]) => href);
  expect(links).toEqual(['./docs', './console/', './readyz']);
});
