import { boundedHandler } from '../../functions/clients/bounded-handler.ts';

/**
 * Of the SDK clients with which the runtime and its commands ask an endpoint themselves: 20 s a call, since a page of a
 * whole-table read or an endpoint that has just started may take some, but never without an end.
 */
export const boundedConfig = () => ({
  maxAttempts: 2,
  requestHandler: boundedHandler({ connectionTimeoutMs: 5_000, requestTimeoutMs: 20_000 }),
});
