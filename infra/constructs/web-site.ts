import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketInterface } from './interface-of.ts';

export interface WebSiteProps {
  /** The API that its pages may call. */
  readonly apiOrigin: string;
}

/** The console's bucket, which only CloudFront may read, and CloudFront with strict headers before it. */
export class WebSite extends Construct {
  readonly bucket: Bucket;
  /** Its address, and the origin that its pages call the API from. */
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
