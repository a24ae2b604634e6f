import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import * as z from 'zod/mini';
import { buildApp } from '../../infra/build-app.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { emptyBundles } from '../support/empty-bundles.ts';
import { required } from '../support/synthesized.ts';

const root = mkdtempSync(join(tmpdir(), 'nag-'));
afterAll(() => rmSync(root, { recursive: true }));

const Acknowledged = z.record(z.string(), z.unknown());

/** Synthesizes with cdk-nag and the CDK's own linter, and returns what was acknowledged, by rule. */
function checked(
  profile: 'small' | 'production',
  add: (stack: Stack) => void = () => {},
): Readonly<Record<string, number>> {
  delete process.env.CDK_VALIDATION;
  const { app, stateless } = buildApp({
    bundles: emptyBundles(mkdtempSync(join(root, 'checked-'))),
    app: {
      context: { profile, ...required, '@aws-cdk/core:validateAgainstDefaultRules': true },
      outdir: mkdtempSync(join(root, 'out-')),
    },
  });
  add(stateless);
  app.synth();
  const counts: Record<string, number> = {};
  for (const { metadata } of app.node.findAll().map((construct) => construct.node))
    for (const { type, data } of metadata)
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        for (const id of Object.keys(Acknowledged.parse(data))) {
          const [rule = id] = id.replace(/^.*::(?=AwsSolutions-)/, '').split('[');
          counts[rule] = (counts[rule] ?? 0) + 1;
        }
  return counts;
}

/** The API's routes, open ones and HEADs among them, have no user pool; each says so. */
const specs: readonly RouteSpec[] = Object.values(routes);
const methodsOf = (some: readonly RouteSpec[]): number =>
  some.flatMap(({ method }) => (method === 'GET' ? [0, 1] : [0])).length;
const preflights = new Set(specs.map(({ path }) => path).filter((path) => path.startsWith('/v1/'))).size;
const ofRoutes = {
  'AwsSolutions-APIG4': methodsOf(specs.filter(({ auth }) => auth === 'none' || auth === 'link')) + preflights,
  'AwsSolutions-COG4': methodsOf(specs) + preflights,
};

/** CloudFront before public files, and the function that the CDK publishes them by. */
const ofConsole = {
  'AwsSolutions-CFR1': 1,
  'AwsSolutions-CFR2': 1,
  'AwsSolutions-CFR3': 1,
  'AwsSolutions-CFR4': 1,
  'AwsSolutions-L1': 1,
};

test('cdk-nag and the linter find nothing in the small profile beyond what is acknowledged with a reason', () => {
  expect(checked('small')).toEqual({
    ...ofRoutes,
    'AwsSolutions-APIG2': 1,
    'AwsSolutions-APIG3': 1,
    'AwsSolutions-APIG6': 1,
    ...ofConsole,
    'AwsSolutions-IAM4': 1,
    'AwsSolutions-IAM5': 24,
    'AwsSolutions-S1': 2,
    'AwsSolutions-SF1': 1,
    'AwsSolutions-SF2': 1,
    'AwsSolutions-SQS3': 1,
  });
});

test('cdk-nag and the linter find nothing in production beyond what is acknowledged', () => {
  expect(checked('production')).toEqual({
    ...ofRoutes,
    'AwsSolutions-APIG2': 1,
    'AwsSolutions-APIG6': 1,
    ...ofConsole,
    'AwsSolutions-IAM4': 5,
    'AwsSolutions-IAM5': 49,
    'AwsSolutions-S1': 2,
    'AwsSolutions-SF1': 1,
    'AwsSolutions-SMG4': 1,
    'AwsSolutions-SQS3': 1,
  });
});

test('a bucket without what it needs fails synth', () => {
  expect(() => checked('small', (stack) => new CfnBucket(stack, 'Bare'))).toThrow('AwsSolutions-S10');
});
