import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { problemTable } from '../../schemas/errors.ts';
import { blockedCountriesRule, managedRules, rateRule } from './firewall-rules.ts';

export interface FirewallProps {
  readonly name: string;
  readonly stageArn: string;
  readonly blockedCountries: readonly string[];
  readonly logRetentionDays: 14 | 90;
}

/** The web ACL before the API. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { name, stageArn, blockedCountries, logRetentionDays }: FirewallProps) {
    super(scope, id);
    const rules = [
      rateRule,
      ...(blockedCountries.length > 0 ? [blockedCountriesRule(blockedCountries)] : []),
      ...managedRules,
    ];
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      // Sampled requests show paths, whose last part may be a token.
      visibilityConfig: { metricName: name, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false },
      customResponseBodies: { tooManyRequests: { contentType: 'APPLICATION_JSON', content: tooManyRequests } },
      rules: rules.map((rule, priority) => ({
        ...rule,
        priority,
        visibilityConfig: { metricName: rule.name, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false },
      })),
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stageArn, webAclArn: acl.attrArn });
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `aws-waf-logs-${name}`,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [logs.logGroupArn.replace(/:\*$/, '')],
      redactedFields: [{ uriPath: {} }, { queryString: {} }, { singleHeader: { Name: 'authorization' } }],
    });
  }
}

const { status, title } = problemTable.too_many_requests;
/** WAF answers before the API has given the request an id. */
const tooManyRequests = JSON.stringify({
  type: 'about:blank',
  title,
  status,
  code: 'too_many_requests',
  detail: 'Too many requests; try again later.',
  requestId: '',
});
