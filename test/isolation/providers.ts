import { operationExamples } from '../../functions/http/openapi/examples.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { escalationIdOf, Run } from '../../schemas/ids.ts';
import type { Victim } from './victim.ts';

/** Gives the victim's id of one kind. */
type Provider = (victim: Victim) => Promise<string>;

/**
 * By the name of a path parameter. A name that is not here is tried with the collection's own POST and the first example
 * of its body in the API document; where that makes nothing, the name needs its line here.
 */
const providers: Readonly<Record<string, Provider>> = {
  inquiryId: async ({ inquiry }) => inquiry.id,
  escalationId: async ({ inquiry }) => escalationIdOf(inquiry.id, Run.parse(1)),
};

const operations: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);

/** The victim's id for a path parameter. @throws Error that says where to add a provider */
export async function victimsId(parameter: string, victim: Victim): Promise<string> {
  const provide = providers[parameter] ?? madeByExample(parameter);
  return provide(victim);
}

function madeByExample(parameter: string): Provider {
  return async ({ apiUrl, apiKey }) => {
    const collection = operations
      .find(([, { path }]) => path.endsWith(`/{${parameter}}`))?.[1]
      .path.replace(/\/[^/]*$/, '');
    const made = operations.find(([, { path, method }]) => path === collection && method === 'POST');
    const [operationId = ''] = made ?? [];
    const [example] = Object.values(operationExamples[operationId]?.request ?? {});
    const response = await fetch(`${apiUrl}${collection}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(example?.value ?? {}),
    });
    const text = await response.text();
    const body: unknown = response.ok ? JSON.parse(text) : {};
    if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
    throw new Error(
      `Nothing gives a ${parameter}: add a provider to test/isolation/providers.ts (POST ${collection} answered ${response.status}: ${text})`,
    );
  };
}
