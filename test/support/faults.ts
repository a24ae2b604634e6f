import * as z from 'zod/mini';
import type { FaultRule } from '../../local/aws/fault-rule.ts';

const Listed = z.object({ faults: z.array(z.object({ matchedCount: z.int(), hitCount: z.int() })) });

/** The faults of a runtime, set from outside as any test of a user's own would. */
export interface FaultControl {
  /** Replaces all rules; of those that match a call the first counts. */
  set(rules: readonly FaultRule[]): Promise<void>;
  clear(): Promise<void>;
  /** How many calls each rule has struck, in the order of the rules. */
  hitCounts(): Promise<readonly number[]>;
  /** How many calls each rule was asked about, struck or let through: what a rule that never strikes counts. */
  matchedCounts(): Promise<readonly number[]>;
}

export function faultControl(awsEndpoint: string): FaultControl {
  const url = `${awsEndpoint}/_aws/faults`;
  const ask = async (init: RequestInit): Promise<unknown> => {
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`Faults answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    async set(rules) {
      await ask({ method: 'PUT', body: JSON.stringify({ faults: rules }) });
    },
    async clear() {
      await ask({ method: 'DELETE' });
    },
    hitCounts: async () => Listed.parse(await ask({})).faults.map(({ hitCount }) => hitCount),
    matchedCounts: async () => Listed.parse(await ask({})).faults.map(({ matchedCount }) => matchedCount),
  };
}
