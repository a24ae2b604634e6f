import * as z from 'zod/mini';
import type { AuthorizerContext } from './proxy-event.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);

/** What a Lambda authorizer returns. Context values are scalars and reach the function as strings, as on AWS. */
const authorizerResult = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore })),
  }),
  context: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

export interface Grant {
  readonly context: AuthorizerContext;
  readonly statements: readonly Statement[];
}

interface Statement {
  readonly isAllow: boolean;
  readonly resources: readonly RegExp[];
}

/** Undefined when it is not what API Gateway takes of an authorizer. */
export function parseGrant(payload: string): Grant | undefined {
  const parsed = authorizerResult.safeParse(JSON.parse(payload));
  if (!parsed.success) return undefined;
  const { principalId, policyDocument, context = {} } = parsed.data;
  const strings = Object.entries(context).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)] as const],
  );
  return {
    context: { ...Object.fromEntries(strings), principalId },
    statements: policyDocument.Statement.filter(({ Action }) => listOf(Action).some(isInvoke)).map((statement) => ({
      isAllow: statement.Effect === 'Allow',
      resources: listOf(statement.Resource).map(arnPattern),
    })),
  };
}

/** IAM's order: an explicit Deny wins, then an Allow, else denied. */
export function isAllowed({ statements }: Grant, arn: string): boolean {
  const matching = statements.filter(({ resources }) => resources.some((resource) => resource.test(arn)));
  return matching.some(({ isAllow }) => isAllow) && matching.every(({ isAllow }) => isAllow);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function isInvoke(action: string): boolean {
  return ['*', 'execute-api:*', 'execute-api:invoke'].includes(action.toLowerCase());
}

/** `*` is any run of characters, `?` any one. */
function arnPattern(resource: string): RegExp {
  const source = resource.replace(/[\\^$.*+?()[\]{}|]/g, (character) =>
    character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`,
  );
  return new RegExp(`^${source}$`, 's');
}
