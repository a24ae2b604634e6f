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
  /** ARNs in which `*` is any run of characters, `?` any one. */
  readonly resources: readonly string[];
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
      resources: listOf(statement.Resource),
    })),
  };
}

/** IAM's order: an explicit Deny wins, then an Allow, else denied. */
export function isAllowed({ statements }: Grant, arn: string): boolean {
  const matching = statements.filter(({ resources }) => resources.some((resource) => matches(arn, resource)));
  return matching.some(({ isAllow }) => isAllow) && matching.every(({ isAllow }) => isAllow);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function isInvoke(action: string): boolean {
  return ['*', 'execute-api:*', 'execute-api:invoke'].includes(action.toLowerCase());
}

/** Goes back to the last `*` only, so that the work is bounded by both lengths' product whatever the wildcards. */
function matches(arn: string, resource: string): boolean {
  let at = 0;
  let star: { readonly next: number; taken: number } | undefined;
  let taken = 0;
  while (taken < arn.length) {
    const wanted = resource[at];
    if (wanted === '*') {
      at += 1;
      star = { next: at, taken };
    } else if (wanted === '?' || wanted === arn[taken]) {
      at += 1;
      taken += 1;
    } else if (star === undefined) return false;
    else {
      star.taken += 1;
      taken = star.taken;
      at = star.next;
    }
  }
  return /^\**$/.test(resource.slice(at));
}
