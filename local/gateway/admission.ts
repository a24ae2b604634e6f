import type { GatewayRoute } from './route-table.ts';

/** Seconds after which a refused client may well try again: about the time that the work under way takes. */
export const RETRY_AFTER_SECONDS = 2;

/** False for a request that must wait for better times. */
export type Admit = (route: GatewayRoute) => boolean;

/**
 * Refuses new work while `mostRunning` functions run, and every request at four times that: what has been accepted
 * gets the machine, and neither memory nor waiting times grow with what is asked for. An execution that is being worked on
 * runs one function at a time, so that their number is that of the inquiries under way.
 */
export function createAdmission(
  lambda: { readonly runningCount: number },
  { mostRunning }: { mostRunning: number },
): Admit {
  return ({ bringsWork = false }) => lambda.runningCount < (bringsWork ? mostRunning : 4 * mostRunning);
}
