import * as z from 'zod/mini';
import type { AdjustableClock } from '../clock.ts';
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

const move = z.union([
  z.strictObject({ advanceSeconds: z.number().check(z.nonnegative()) }),
  z.strictObject({ setTo: z.iso.datetime({ offset: true }) }),
]);

/**
 * `POST {advanceSeconds}` or `{setTo}` moves the runtime's clock on and fires what becomes due; 409 where it runs on
 * real time (`clock` undefined).
 */
export function createClockRoute(clock: AdjustableClock | undefined): InternalRoute {
  return async ({ method, body }) => {
    if (method === 'GET') return jsonAnswer({ now: new Date(clock?.now() ?? Date.now()).toISOString() });
    if (method !== 'POST') return methodNotAllowed('GET, POST');
    if (clock === undefined)
      return jsonAnswer(
        { message: 'This runtime is on real time; start it with --import ./local/virtual-clock.ts' },
        409,
      );
    const parsed = move.safeParse(bodyJson(body));
    if (!parsed.success) return jsonAnswer({ message: z.prettifyError(parsed.error) }, 400);
    const advanceMs =
      'setTo' in parsed.data ? Date.parse(parsed.data.setTo) - clock.now() : parsed.data.advanceSeconds * 1000;
    if (advanceMs < 0) return jsonAnswer({ message: 'The clock only moves forward' }, 400);
    await clock.advance(advanceMs);
    return jsonAnswer({ now: new Date(clock.now()).toISOString() });
  };
}
