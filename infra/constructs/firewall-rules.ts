import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

type Rule = Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

const withAuthorization = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    comparisonOperator: 'GT',
    size: 0,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
} satisfies CfnWebACL.StatementProperty;

/** A browser asks so before it sends Authorization to another origin; no function is called for it. */
const preflight = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'OPTIONS',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
} satisfies CfnWebACL.StatementProperty;

/**
 * 170 requests in 600 s and from one address; who shows a key is limited by its company's plan instead. Preflights are
 * of such requests: an office of agents behind one address would else be shut out of its console.
 */
export const rateRule: Rule = {
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

export const blockedCountriesRule = (countryCodes: readonly string[]): Rule => ({
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

export const managedRules: readonly Rule[] = Object.entries(bodyRules).map(([name, counted]) => ({
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
