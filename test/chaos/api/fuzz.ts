import fc from 'fast-check';
import { answerCheck } from './check-answer.ts';
import { type ApiDocument, type ApiOperation, operationsOf } from './operation.ts';
import { type Plan, type Principals, plansOf, wireRequest } from './plan.ts';
import { createPool } from './pool.ts';
import { reproduction } from './request.ts';
import { send } from './send.ts';

export interface FuzzOptions {
  readonly document: ApiDocument;
  readonly port: number;
  readonly principals: Principals;
  /** What is known beforehand of the values of path parameters, by their name. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
  readonly requests: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly onProgress?: (sent: number) => void;
  /** Once for each operation and reason, as soon as it is found. */
  readonly onFailure?: (failure: FuzzFailure) => void;
}

export interface FuzzFailure {
  readonly operationId: string;
  readonly reason: string;
  /** Of the smallest request that still fails. */
  readonly reproduction: string;
}

export interface FuzzReport {
  readonly sent: number;
  /** By operation and status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly failures: readonly FuzzFailure[];
}

/** Requests of one property: so many of an operation, one after the other. */
const requestsOfOneRun = 20;

/** Sends requests to all operations by turns and looks at each answer. Ends after `requests`, failures included. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const {
    document,
    port,
    principals,
    requests,
    seed,
    concurrency,
    onProgress = () => {},
    onFailure = () => {},
  } = options;
  const operations = operationsOf(document);
  const check = answerCheck(document);
  const pool = createPool(operations, options.known);
  const statuses = new Map<string, Map<number, number>>(operations.map(({ operationId }) => [operationId, new Map()]));
  const failures = new Map<string, FuzzFailure>();
  let sent = 0;

  const attempt = async (operation: ApiOperation, plan: Plan): Promise<string | undefined> => {
    const request = wireRequest(operation, plan, { pool, principals });
    sent += 1;
    onProgress(sent);
    const answer = await send(request, port).catch((error: unknown) => String(error));
    if (typeof answer === 'string') return answer;
    const counts = statuses.get(operation.operationId);
    counts?.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    if (answer.status < 300) pool.learn(operation, jsonOrNull(answer.body));
    return check(operation, answer);
  };
  const runProperty = async (operation: ApiOperation, runSeed: number): Promise<void> => {
    const plans = plansOf(operation, { document, principals });
    let reason = '';
    const property = fc.asyncProperty(plans, async (plan) => {
      const fault = await attempt(operation, plan);
      if (fault !== undefined) reason = fault;
      return fault === undefined;
    });
    const result = await fc.check(property, { seed: runSeed, numRuns: requestsOfOneRun });
    const [plan] = result.counterexample ?? [];
    if (plan === undefined) return;
    const { operationId } = operation;
    const failing = reproduction(wireRequest(operation, plan, { pool, principals }), port);
    const key = `${operationId} ${reason}`;
    if (failures.has(key)) return;
    const failure = { operationId, reason, reproduction: failing };
    failures.set(key, failure);
    onFailure(failure);
  };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (sent < requests) {
      const turn = next;
      next += 1;
      const operation = operations[turn % operations.length];
      if (operation !== undefined) await runProperty(operation, seed + turn);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { sent, statuses, failures: [...failures.values()] };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
