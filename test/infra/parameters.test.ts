import { parseParameters } from '../../infra/parameters.ts';
import { required } from '../support/synthesized.ts';

const right = { profile: 'small', ...required };

test.each([
  ['profile', 'medium'],
  ['name', 'Has Capitals'],
  ['region', 'seoul'],
  ['publicBaseUrl', 'http://insecure.example.com'],
  ['publicBaseUrl', 'https://inquiries.example.com/'],
  ['certificateArn', 'arn:aws:iam::1:x'],
  ['senderAddress', 'nobody'],
  ['senderIdentity', 'host'],
  ['alarmAddress', undefined],
  ['webOrigin', 'https://web.example.com/path'],
  ['modelRegions', 'ap-northeast-2, seoul'],
  ['blockedCountries', 'Korea'],
  ['modelSpendUsdPerDay', '-1'],
  ['budgetUsdPerMonth', 'much'],
])('names the parameter %s when it is %s', (name, value) => {
  expect(() => parseParameters({ ...right, [name]: value })).toThrow(`Parameter ${name} is wrong`);
});

test('names a parameter that there is not, instead of passing over a slip of the pen', () => {
  expect(() => parseParameters({ ...right, sendrAddress: 'a@b.example' })).toThrow('Parameter sendrAddress');
});

test('leaves the context that the CDK keeps for itself alone', () => {
  const context = { ...right, 'cli-telemetry': false, '@aws-cdk/core:flag': true, 'aws:cdk:bundling-stacks': ['**'] };
  expect(parseParameters(context)).toMatchObject({ profile: 'small', name: 'inquiries', region: 'ap-northeast-2' });
});

test('reads lists and amounts as the command line gives them', () => {
  const given = {
    ...right,
    blockedCountries: 'KP, SY',
    modelRegions: 'us-east-1,us-west-2',
    modelSpendUsdPerDay: '20',
  };
  expect(parseParameters(given)).toMatchObject({
    blockedCountries: ['KP', 'SY'],
    modelRegions: ['us-east-1', 'us-west-2'],
    modelSpendUsdPerDay: 20,
  });
});
