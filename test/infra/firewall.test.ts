import * as z from 'zod/mini';
import { ofType, synthesized } from '../support/synthesized.ts';

const Rule = z.looseObject({ Name: z.string(), Statement: z.unknown(), Action: z.optional(z.unknown()) });
const rulesOf = (context: Record<string, unknown> = {}) => {
  const [, acl] = ofType(synthesized('production', context).app, 'AWS::WAFv2::WebACL')[0] ?? [];
  return z.array(Rule).parse(acl?.Properties?.Rules);
};

test('the small profile has no web ACL, which costs while idle', () => {
  expect(ofType(synthesized('small').app, 'AWS::WAFv2::WebACL')).toEqual([]);
});

test('170 requests in ten minutes and from one address are let through without Authorization, preflights apart', () => {
  const rate = rulesOf().find(({ Name }) => Name === 'rate-without-authorization');
  expect(rate).toMatchObject({
    Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
    Statement: {
      RateBasedStatement: {
        Limit: 170,
        EvaluationWindowSec: 600,
        AggregateKeyType: 'IP',
        ScopeDownStatement: {
          AndStatement: {
            Statements: [
              {
                NotStatement: {
                  Statement: {
                    SizeConstraintStatement: {
                      FieldToMatch: { SingleHeader: { Name: 'authorization' } },
                      ComparisonOperator: 'GT',
                      Size: 0,
                    },
                  },
                },
              },
              // A browser's question whether it may send Authorization.
              {
                NotStatement: {
                  Statement: {
                    ByteMatchStatement: {
                      FieldToMatch: { Method: {} },
                      PositionalConstraint: 'EXACTLY',
                      SearchString: 'OPTIONS',
                    },
                  },
                },
              },
            ],
          },
        },
      },
    },
  });
});

test('rules that look into bodies count, so that customers may quote SQL and HTML and write more than 8 KB', () => {
  const overridden = rulesOf().flatMap(({ Statement }) => {
    const group = z
      .object({
        ManagedRuleGroupStatement: z.object({
          Name: z.string(),
          RuleActionOverrides: z.array(z.looseObject({ Name: z.string() })),
        }),
      })
      .safeParse(Statement);
    return group.success ? group.data.ManagedRuleGroupStatement.RuleActionOverrides : [];
  });
  expect(overridden).toEqual(
    expect.arrayContaining(
      ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'SQLi_BODY', 'SQLiExtendedPatterns_BODY'].map((Name) => ({
        Name,
        ActionToUse: { Count: {} },
      })),
    ),
  );
});

test('countries are blocked by setting alone', () => {
  expect(rulesOf().map(({ Name }) => Name)).not.toContain('blocked-countries');
  expect(rulesOf({ blockedCountries: 'KP,SY' }).find(({ Name }) => Name === 'blocked-countries')?.Statement).toEqual({
    GeoMatchStatement: { CountryCodes: ['KP', 'SY'] },
  });
});

test('neither log nor sample of the web ACL shows a path or a key', () => {
  const { app } = synthesized('production');
  expect(ofType(app, 'AWS::WAFv2::LoggingConfiguration')[0]?.[1].Properties?.RedactedFields).toEqual([
    { UriPath: {} },
    { QueryString: {} },
    { SingleHeader: { Name: 'authorization' } },
  ]);
  expect(JSON.stringify(ofType(app, 'AWS::WAFv2::WebACL'))).not.toContain('"SampledRequestsEnabled":true');
});
