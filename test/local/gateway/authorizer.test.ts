import { isAllowed, parseGrant } from '../../../local/gateway/authorizer.ts';

const arn = 'arn:aws:execute-api:ap-northeast-2:000000000000:local/live/GET/v1/inquiries';

test.each([
  [arn, true],
  ['*', true],
  ['arn:aws:execute-api:*/live/*/v1/*', true],
  ['arn:aws:execute-api:*/live/GET/v?/inquiries', true],
  ['arn:aws:execute-api:*/live/GET/v1/inquiries*', true],
  ['arn:aws:execute-api:*/live/POST/*', false],
  ['*/v1/inquiries/?', false],
  ['arn.aws*', false],
  ['', false],
])('a resource of %j allows the call: %j', (resource, isExpected) => {
  const grant = parseGrant(
    JSON.stringify({
      principalId: 'company',
      policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource }] },
    }),
  );

  expect(grant !== undefined && isAllowed(grant, arn)).toBe(isExpected);
});
