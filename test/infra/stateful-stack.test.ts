import { tableDefinition } from '../../functions/entities/table-definition.ts';
import { ofType, synthesized } from '../support/synthesized.ts';

const small = synthesized('small').data;
const production = synthesized('production').data;

const only = (resources: typeof small, type: string) => {
  const found = ofType(resources, type);
  if (found.length !== 1) throw new Error(`${found.length} of ${type}`);
  return found[0]?.[1];
};

test.each([
  ['small', small],
  ['production', production],
])('the table of %s has the keys and indexes of the entities, TTL, recovery and protection', (_, resources) => {
  const table = only(resources, 'AWS::DynamoDB::Table');
  expect(table?.Properties).toMatchObject({
    KeySchema: tableDefinition.KeySchema,
    GlobalSecondaryIndexes: tableDefinition.GlobalSecondaryIndexes,
    BillingMode: 'PAY_PER_REQUEST',
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
  });
  expect(table?.DeletionPolicy).toBe('Retain');
});

test.each([
  ['small', small],
  ['production', production],
])('the bucket of %s is private, kept, takes TLS only and forgets replaced objects after a week', (_, resources) => {
  const bucket = only(resources, 'AWS::S3::Bucket');
  expect(bucket?.DeletionPolicy).toBe('Retain');
  expect(bucket?.Properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: {
      Rules: [
        expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 7 }, Status: 'Enabled' }),
        expect.objectContaining({ Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' }),
        expect.objectContaining({ Prefix: 'exports/', ExpirationInDays: 7, Status: 'Enabled' }),
      ],
    },
  });
  const policy = JSON.stringify(only(resources, 'AWS::S3::BucketPolicy')?.Properties);
  expect(policy).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
});

test('browsers may upload to the bucket from the origin of the console, and from nowhere without one', () => {
  const withOrigin = synthesized('small', { webOrigin: 'https://console.example.com' }).data;

  expect(only(small, 'AWS::S3::Bucket')?.Properties).not.toHaveProperty('CorsConfiguration');
  expect(only(withOrigin, 'AWS::S3::Bucket')?.Properties?.CorsConfiguration).toEqual({
    CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: ['https://console.example.com'] }],
  });
});

test('production encrypts table, bucket and secret with its own rotating key', () => {
  const [keyId, key] = ofType(production, 'AWS::KMS::Key')[0] ?? [];
  expect(key?.Properties).toMatchObject({ EnableKeyRotation: true });
  expect(key?.DeletionPolicy).toBe('Retain');
  const arn = { 'Fn::GetAtt': [keyId, 'Arn'] };
  expect(only(production, 'AWS::DynamoDB::Table')?.Properties).toMatchObject({
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arn },
  });
  expect(only(production, 'AWS::S3::Bucket')?.Properties).toMatchObject({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn }, BucketKeyEnabled: true },
      ],
    },
  });
  expect(only(production, 'AWS::SecretsManager::Secret')?.Properties).toMatchObject({ KmsKeyId: arn });
});

test('small has no key and no secret, which cost while idle', () => {
  expect(ofType(small, 'AWS::KMS::Key')).toEqual([]);
  expect(ofType(small, 'AWS::SecretsManager::Secret')).toEqual([]);
});
