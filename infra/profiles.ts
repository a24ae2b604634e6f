import type { Parameters } from './parameters.ts';

export interface Profile {
  /** A key of one's own for table, buckets, topics and the functions' environment. */
  readonly customerManagedKey: boolean;
  /** Where the token pepper comes from: a generated secret, or the operator. */
  readonly pepper: 'secret' | 'operator';
  readonly firewall: boolean;
  readonly deletionProtection: boolean;
  readonly tracing: boolean;
  readonly canary: boolean;
  readonly dashboard: boolean;
  readonly logRetentionDays: 14 | 90;
  readonly requestsPerSecond: number;
}

/** `small` costs next to nothing while idle; `production` has all of it. What each costs: `npm run cost`. */
export const profiles = {
  small: {
    customerManagedKey: false,
    pepper: 'operator',
    firewall: false,
    deletionProtection: true,
    tracing: false,
    canary: false,
    dashboard: false,
    logRetentionDays: 14,
    requestsPerSecond: 20,
  },
  production: {
    customerManagedKey: true,
    pepper: 'secret',
    firewall: true,
    deletionProtection: true,
    tracing: true,
    canary: true,
    dashboard: true,
    logRetentionDays: 90,
    requestsPerSecond: 500,
  },
} as const satisfies Record<Parameters['profile'], Profile>;
