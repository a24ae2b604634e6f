import { httpHeaders } from '../../../functions/middleware/http-headers.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';

test('answers are readable for pages of the web origin, and of no other', () => {
  setFunctionEnvironment();
  process.env.WEB_ORIGIN = 'https://console.example.com';
  const request = { response: { statusCode: 200, headers: { etag: '"1"' }, body: '' } };
  const { after } = httpHeaders();
  Reflect.apply(after ?? (() => {}), undefined, [request]);
  expect(request.response.headers).toMatchObject({
    etag: '"1"',
    'access-control-allow-origin': 'https://console.example.com',
    'x-content-type-options': 'nosniff',
  });
});
