import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * The CDK's classes implement its interfaces, but where a property may be undefined their typings do not say so in the
 * form that exactOptionalPropertyTypes asks for. These check what they can and say the rest.
 */
export function functionInterface(construct: object): IFunction {
  if (!isFunction(construct)) throw new TypeError('The construct is no Lambda function');
  return construct;
}

export function bucketInterface(construct: object): IBucket {
  if (!isBucket(construct)) throw new TypeError('The construct is no S3 bucket');
  return construct;
}

const isFunction = (construct: object): construct is IFunction =>
  'functionArn' in construct && 'addPermission' in construct;

const isBucket = (construct: object): construct is IBucket =>
  'bucketArn' in construct && 'addToResourcePolicy' in construct;
