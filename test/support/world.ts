import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { Finding } from '../../domain/audit/finding.ts';
import { runAudit } from '../../local/audit/run-audit.ts';
import { account, region } from '../../local/names.ts';
import type { RuntimeFile } from '../../local/runtime/runtime-file.ts';
import { apiClient } from './api-client.ts';
import { type Executions, executionsAt } from './executions.ts';
import { type FaultControl, faultControl } from './faults.ts';
import { type Outbox, outboxAt } from './outbox.ts';
import { storedAt } from './stored.ts';
import { createTestCompany, type TestCompany } from './test-company.ts';

/** Where a running system is, and how its time is moved. */
export interface Place
  extends Pick<RuntimeFile, 'apiUrl' | 'awsEndpoint' | 'dynamodbEndpoint' | 'tableName' | 'stateMachineArn' | 'demo'> {
  advance(seconds: number): Promise<void>;
}

/** A running system with all that the behaviour suite may do to it and see of it. */
export interface World extends ReturnType<typeof apiClient>, Outbox {
  readonly apiUrl: string;
  readonly company: TestCompany;
  readonly demo: RuntimeFile['demo'];
  readonly executions: Executions;
  readonly faults: FaultControl;
  readonly stored: ReturnType<typeof storedAt>;
  /** Moves the clock on; what becomes due is fired, not awaited. */
  advance(seconds: number): Promise<void>;
  /** One pass of the sweeper, now. */
  sweep(): Promise<void>;
  /** What stands in the table against the invariants of the flow; empty when all is well. */
  audit(): Promise<readonly Finding[]>;
}

const ClockReading = z.object({ now: z.iso.datetime() });

/** Looks at a running system through its own interfaces. The functions' environment must be set: a company is made. */
export async function enterWorld(place: Place): Promise<World> {
  const { apiUrl, awsEndpoint, stateMachineArn, demo, advance } = place;
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const lambda = new LambdaClient({ endpoint: awsEndpoint, region, credentials });
  return {
    apiUrl,
    ...apiClient(apiUrl),
    ...outboxAt(awsEndpoint),
    company: await createTestCompany(),
    demo,
    executions: executionsAt({ awsEndpoint, stateMachineArn, region, account }),
    faults: faultControl(awsEndpoint),
    stored: storedAt(place),
    advance,
    async sweep() {
      const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'sweep' }));
      if (FunctionError !== undefined) throw new Error(`The sweeper failed: ${Payload?.transformToString()}`);
    },
    async audit() {
      const clock = ClockReading.parse(await (await fetch(`${awsEndpoint}/_aws/clock`)).json());
      return (await runAudit({ ...place, secretAccessKey: 'test', nowMs: Date.parse(clock.now) })).violations;
    },
  };
}

/** Moves a runtime's clock from outside. */
export async function moveClock(awsEndpoint: string, seconds: number): Promise<void> {
  const body = JSON.stringify({ advanceSeconds: seconds });
  const response = await fetch(`${awsEndpoint}/_aws/clock`, { method: 'POST', body });
  if (!response.ok) throw new Error(`The clock answered ${response.status}: ${await response.text()}`);
}
