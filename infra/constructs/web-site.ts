import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, CacheControl } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../functions/grant-words.ts';

interface WebSiteProps {
  /** The API that its pages may call. */
  readonly apiOrigin: string;
}

/** The console's bucket, which only CloudFront may read, and CloudFront with strict headers before it. */
export class WebSite extends Construct {
  readonly bucket: Bucket;
  /** Its address, which is the origin of its pages' calls. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { apiOrigin }: WebSiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Agents’ console',
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucketInterface(this.bucket)),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers(apiOrigin),
      },
      priceClass: PriceClass.PRICE_CLASS_200,
    });
    acknowledge(this.bucket, distribution);
    this.origin = `https://${distribution.distributionDomainName}`;
  }

  private headers(apiOrigin: string): ResponseHeadersPolicy {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${apiOrigin}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; ');
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'cross-origin-opener-policy', value: 'same-origin', override: true }],
      },
    });
  }
}

function acknowledge(bucket: Bucket, distribution: Distribution): void {
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'Public files; CloudFront is the only reader' });
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Agents work from anywhere; the API is what the country setting guards' },
    { id: 'AwsSolutions-CFR2', reason: 'Static public files; the web ACL stands before the API' },
    { id: 'AwsSolutions-CFR3', reason: 'Static public files: who reads them tells nothing' },
    { id: 'AwsSolutions-CFR4', reason: 'CloudFront’s own certificate, until the operator brings a domain' },
  );
}

interface WebFilesProps {
  readonly name: string;
  /** Receives the files; all others in it are deleted. */
  readonly bucket: Bucket;
  /** The address of the API in the console's config.json. */
  readonly apiBaseUrl: string;
  readonly logRetentionDays: 14 | 90;
}

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

/** The files of web/ in the console's bucket, as of this deployment: a rollback of the stack includes them. */
export class WebFiles extends Construct {
  constructor(scope: Construct, id: string, { name, bucket, apiBaseUrl, logRetentionDays }: WebFilesProps) {
    super(scope, id);
    const files = filesOf(this, apiBaseUrl);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${name}-web-files`,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = publisherRole(this, { files, bucket });
    logGroup.grantWrite(role);
    new BucketDeployment(this, 'Deployment', {
      sources: [{ bind: () => ({ bucket: files.bucket, zipObjectKey: files.s3ObjectKey }) }],
      destinationBucket: bucketInterface(bucket),
      // No name changes with its content, so every file is revalidated; CloudFront keeps it for a second.
      cacheControl: [CacheControl.noCache()],
      logGroup,
      role: role.withoutPolicyUpdates(),
    });
    acknowledgeRuntime(Stack.of(this));
  }
}

/** web/ with the deployment's own config.json, as one archive. */
function filesOf(scope: Construct, apiBaseUrl: string): Asset {
  const folder = mkdtempSync(join(tmpdir(), 'web-'));
  cpSync(webFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify({ apiBaseUrl })}\n`);
  const asset = new Asset(scope, 'Files', { path: folder });
  rmSync(folder, { recursive: true });
  return asset;
}

/** The construct's function stands beside it, one for the stack. */
function acknowledgeRuntime(stack: Stack): void {
  for (const construct of stack.node.children.filter(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment')))
    Validations.of(construct).acknowledge({
      id: 'AwsSolutions-L1',
      reason: 'The CDK’s own function: its version says on which Python it runs',
    });
}

/** What `aws s3 cp` and `aws s3 sync --delete` ask for, where the construct would grant wildcards on both buckets. */
function publisherRole(scope: Construct, { files, bucket }: { files: Asset; bucket: Bucket }): Role {
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const give = (actions: string[], resource: string): void =>
    Grant.addToPrincipal({ grantee: role, actions, resourceArns: [resource] }).assertSuccess();
  const everyFile = bucket.arnForObjects('*');
  // Not this one archive: a permission that changes with each deployment may not be in effect when it is used.
  const everyArchive = files.bucket.arnForObjects('*.zip');
  give(['s3:GetObject'], everyArchive);
  give(['s3:ListBucket'], bucket.bucketArn);
  give(['s3:PutObject', 's3:DeleteObject'], everyFile);
  acknowledgeWildcard(role, everyArchive, 'The CDK’s archives are named by their content, which changes');
  acknowledgeWildcard(role, everyFile, 'Every file of the console, in a bucket that holds nothing else');
  return role;
}

/**
 * The CDK's classes implement its interfaces, but the typings of properties that may be undefined lack the
 * form that exactOptionalPropertyTypes asks for. This checks what it can.
 */
function bucketInterface(construct: object): IBucket {
  if (!isBucket(construct)) throw new TypeError('The construct is no S3 bucket');
  return construct;
}

const isBucket = (construct: object): construct is IBucket =>
  'bucketArn' in construct && 'addToResourcePolicy' in construct;
