import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { BucketDeployment, CacheControl } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../functions/acknowledge-wildcard.ts';
import { bucketInterface } from './interface-of.ts';

export interface WebFilesProps {
  readonly name: string;
  /** Takes the files; whatever else it holds is deleted. */
  readonly bucket: Bucket;
  /** Where the console finds the API, by its config.json. */
  readonly apiBaseUrl: string;
  readonly logRetentionDays: 14 | 90;
}

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

/** The files of web/ in the console's bucket, as of this deployment: a rollback of the stack takes them back as well. */
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
      // No name changes with its content, so every file is asked for anew; CloudFront then keeps it for a second.
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
  // Not this one archive: a right that changes with each deployment may not hold yet when it is used.
  const everyArchive = files.bucket.arnForObjects('*.zip');
  give(['s3:GetObject'], everyArchive);
  give(['s3:ListBucket'], bucket.bucketArn);
  give(['s3:PutObject', 's3:DeleteObject'], everyFile);
  acknowledgeWildcard(role, everyArchive, 'The CDK’s archives are named by their content, which changes');
  acknowledgeWildcard(role, everyFile, 'Every file of the console, in a bucket that holds nothing else');
  return role;
}
