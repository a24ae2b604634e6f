import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { buildApp } from '../../infra/build-app.ts';
import { createConsoleFiles } from '../../local/gateway/console-files.ts';
import { emptyBundles } from '../support/empty-bundles.ts';
import { ofType, required, synthesized } from '../support/synthesized.ts';

const { app } = synthesized('small');
const webFolder = fileURLToPath(new URL('../../web/', import.meta.url));

const Publication = z.looseObject({
  DestinationBucketName: z.object({ Ref: z.string() }),
  SourceObjectKeys: z.tuple([z.string()]),
});

function publicationIn(resources: typeof app) {
  const [[, publication] = []] = ofType(resources, 'Custom::CDKBucketDeployment');
  return Publication.parse(publication?.Properties);
}

test('a deployment publishes the files of web/, with the address of the API that was deployed beside them', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'web-'));
  const publicBaseUrl = 'https://abc.execute-api.ap-northeast-2.amazonaws.com/live';
  const { app: built } = buildApp({
    bundles: emptyBundles(outdir),
    app: { context: { profile: 'small', ...required, publicBaseUrl }, outdir: join(outdir, 'out') },
  });
  const template = built.synth().getStackByName('inquiries-app').template;
  const archive = publicationIn(template.Resources).SourceObjectKeys[0].replace(/\.zip$/, '');
  const published = join(outdir, 'out', `asset.${archive}`);
  const read = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

  expect(read(published)).toEqual({
    ...read(webFolder),
    'config.json': `{"apiBaseUrl":"${publicBaseUrl}"}\n`,
  });
  rmSync(outdir, { recursive: true });
});

test('what web/ no longer has is deleted, and no browser keeps a file without asking for a newer one', () => {
  expect(publicationIn(app)).toMatchObject({ Prune: true, SystemMetadata: { 'cache-control': 'no-cache' } });
});

test('CloudFront keeps what must not be kept for its shortest time, so that nothing has to be invalidated', () => {
  const [[, distribution] = []] = ofType(app, 'AWS::CloudFront::Distribution');
  const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

  expect(distribution?.Properties).toMatchObject({
    DistributionConfig: { DefaultCacheBehavior: { CachePolicyId: cachingOptimized, Compress: true } },
  });
  expect(publicationIn(app)).not.toHaveProperty('DistributionId');
});

test('the console is published once the API that it calls has been deployed', () => {
  const [[, publication] = []] = ofType(app, 'Custom::CDKBucketDeployment');
  const [[stageId] = []] = ofType(app, 'AWS::ApiGateway::Stage');

  expect(publication?.DependsOn).toContain(stageId);
});

test('CloudFront alone reads the bucket, by TLS', () => {
  const bucketId = publicationIn(app).DestinationBucketName.Ref;
  const [, bucket] = ofType(app, 'AWS::S3::Bucket').find(([id]) => id === bucketId) ?? [];
  const policies = JSON.stringify(ofType(app, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => Properties));

  expect(bucket?.Properties).toMatchObject({ PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } });
  expect(policies.match(/"Effect":"Allow"/g)).toHaveLength(1);
  expect(policies).toContain('"Principal":{"Service":"cloudfront.amazonaws.com"}');
  expect(policies).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
});

test('CloudFront sends the headers with which the console is tested on one machine, and lets it call the API', () => {
  const local = new Map(createConsoleFiles(webFolder)('GET', '/console/')?.headers);
  const [[, policy] = []] = ofType(app, 'AWS::CloudFront::ResponseHeadersPolicy');

  expect(policy?.Properties).toMatchObject({
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: local
            .get('content-security-policy')
            ?.replace("connect-src 'self'", `connect-src 'self' ${required.publicBaseUrl}`),
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: local.get('x-frame-options') },
        ReferrerPolicy: { ReferrerPolicy: local.get('referrer-policy') },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      },
      CustomHeadersConfig: {
        Items: [
          {
            Header: 'cross-origin-opener-policy',
            Override: true,
            Value: local.get('cross-origin-opener-policy'),
          },
        ],
      },
    },
  });
  expect(local.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
});
