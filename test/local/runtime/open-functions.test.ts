import { isSafeRequest } from '../../../local/runtime/open-functions.ts';

test.each([
  ['GET', true],
  ['HEAD', true],
  ['OPTIONS', true],
  ['POST', false],
  ['PUT', false],
  ['PATCH', false],
  ['DELETE', false],
])('a request with %s may run again: %s', (httpMethod, isSafe) => {
  expect(isSafeRequest(JSON.stringify({ httpMethod, path: '/v1/inquiries', body: '{"httpMethod":"GET"}' }))).toBe(
    isSafe,
  );
});

test('a question to the authorizer may run again, whatever the method asked about', () => {
  const question = { type: 'REQUEST', methodArn: 'arn:aws:execute-api:1', httpMethod: 'POST' };

  expect(isSafeRequest(JSON.stringify(question))).toBe(true);
});

test('an event of another kind may not, and what is not JSON is not called', () => {
  expect(isSafeRequest('{"inquiryId":"1"}')).toBe(false);
  expect(isSafeRequest('{')).toBe(true);
});
