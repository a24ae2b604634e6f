import { operationDocs } from '../../schemas/api/docs.ts';
import type { OperationDocs } from '../../schemas/api/operation-docs.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { escalationIdOf, Run } from '../../schemas/ids.ts';
import type { Victim } from './victim.ts';

/** Gives the victim's id of one kind. */
type Provider = (victim: Victim) => Promise<string>;

/**
 * By the name of a path parameter. A name that is not here is tried with the collection's own POST and the first
 * example of its body in the API document; where that makes nothing, the name needs its line here.
 */
const providers: Readonly<Record<string, Provider>> = {
  inquiryId: async ({ inquiry }) => inquiry.id,
  /** Of an endpoint that is tested. */
  webhookDeliveryId: async (victim) => {
    const endpointId = await madeByExample('webhookEndpointId')(victim);
    return idOfPost(victim, { path: `/v1/webhook-endpoints/${endpointId}/test`, parameter: 'webhookDeliveryId' });
  },
  escalationId: async ({ inquiry }) => escalationIdOf(inquiry.id, Run.parse(1)),
};

const operations: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);

/** The victim's id for a path parameter. @throws Error that says where to add a provider */
export async function victimsId(parameter: string, victim: Victim): Promise<string> {
  const provide = providers[parameter] ?? madeByExample(parameter);
  return provide(victim);
}

const docsOf = new Map<string, OperationDocs>(Object.entries(operationDocs));

/** The first example of an operation's body in the API document. */
export const exampleBody = (operationId: string): object | undefined =>
  Object.values(docsOf.get(operationId)?.request ?? {})[0]?.value;

function madeByExample(parameter: string): Provider {
  const item = operations.find(([, { path }]) => path.endsWith(`/{${parameter}}`));
  const path = item?.[1].path.replace(/\/[^/]*$/, '') ?? '';
  const [operationId = ''] = operations.find(([, spec]) => spec.path === path && spec.method === 'POST') ?? [];
  return (victim) => idOfPost(victim, { path, parameter, body: exampleBody(operationId) });
}

async function idOfPost(
  { apiUrl, apiKey }: Victim,
  { path, parameter, body = {} }: { path: string; parameter: string; body?: object | undefined },
): Promise<string> {
  const response = await fetch(`${apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const made: unknown = response.ok ? JSON.parse(text) : {};
  if (typeof made === 'object' && made !== null && 'id' in made && typeof made.id === 'string') return made.id;
  throw new Error(
    `Nothing gives a ${parameter}: add a provider to test/isolation/providers.ts (POST ${path} answered ${response.status}: ${text})`,
  );
}
