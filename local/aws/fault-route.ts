import * as z from 'zod/mini';
import { faultRules } from './fault-rule.ts';
import type { Faults } from './faults.ts';
import { bodyJson, type InternalRoute, jsonAnswer, methodNotAllowed } from './internal-route.ts';

/** `GET` shows the rules with their counts, `PUT` replaces them, `DELETE` clears them. */
export function createFaultRoute(faults: Faults): InternalRoute {
  return async ({ method, body }) => {
    if (method === 'GET')
      return jsonAnswer({ faults: faults.list().map(({ rule, ...counts }) => ({ ...rule, ...counts })) });
    if (method === 'DELETE') {
      faults.clear();
      return jsonAnswer({ faults: [] });
    }
    if (method !== 'PUT') return methodNotAllowed('GET, PUT, DELETE');
    const parsed = faultRules.safeParse(bodyJson(body));
    if (!parsed.success) return jsonAnswer({ message: z.prettifyError(parsed.error) }, 400);
    faults.set(parsed.data.faults);
    return jsonAnswer(parsed.data);
  };
}
