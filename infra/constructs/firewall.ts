import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { problemTable } from '../../schemas/errors.ts';

interface FirewallProps {
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

type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

const withAuthorization = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    comparisonOperator: 'GT',
    size: 0,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
} satisfies CfnWebACL.StatementProperty;

/** A browser's preflight before it sends Authorization to another origin; it calls no function. */
const preflight = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'OPTIONS',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
} satisfies CfnWebACL.StatementProperty;

/**
 * 170 requests in 600 s from one address; requests with a key are limited by the company's plan instead. Preflights are
 * excepted too: they would shut an office of agents behind one address out of its console.
 */
const rateRule: Rule = {
  name: 'rate-without-authorization',
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: 'tooManyRequests',
        responseHeaders: [{ name: 'retry-after', value: '600' }],
      },
    },
  },
  statement: {
    rateBasedStatement: {
      limit: 170,
      evaluationWindowSec: 600,
      aggregateKeyType: 'IP',
      scopeDownStatement: {
        andStatement: {
          statements: [{ notStatement: { statement: withAuthorization } }, { notStatement: { statement: preflight } }],
        },
      },
    },
  },
};

const blockedCountriesRule = (countryCodes: readonly string[]): Rule => ({
  name: 'blocked-countries',
  action: { block: {} },
  statement: { geoMatchStatement: { countryCodes: [...countryCodes] } },
});

/**
 * Rules that look into bodies count and do not block: an inquiry may be longer than 8 KB and quote SQL, HTML or paths,
 * and bodies are parsed by schema and never reach a query or a page unescaped.
 */
const bodyRules = {
  AWSManagedRulesCommonRuleSet: [
    'SizeRestrictions_BODY',
    'CrossSiteScripting_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'EC2MetaDataSSRF_BODY',
  ],
  AWSManagedRulesSQLiRuleSet: ['SQLi_BODY', 'SQLiExtendedPatterns_BODY'],
  AWSManagedRulesKnownBadInputsRuleSet: [],
} as const satisfies Record<string, readonly string[]>;

const managedRules: readonly Rule[] = Object.entries(bodyRules).map(([name, counted]) => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
}));
