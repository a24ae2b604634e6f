import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { logger } from '../logger.ts';
import { TaskError } from '../task-error.ts';
import { faultsUnderTheirNames } from './passing-fault.ts';

export interface TaskContext {
  /** When this try began; the only clock a task reads. */
  readonly nowMs: EpochMs;
}

interface TaskSpec<Input, Output, OutputValue> {
  /** The state of the machine that calls this task. */
  readonly state: string;
  readonly input: z.ZodMiniType<Input>;
  readonly output: z.ZodMiniType<OutputValue, Output>;
}

/**
 * Creates the Lambda of one state: parses the input, runs `perform`, logs one line. Errors cross the Lambda boundary
 * under their own names, which is what Retry and Catch match.
 */
export function task<Input, Output, OutputValue>(
  spec: TaskSpec<Input, Output, OutputValue>,
  perform: (input: Input, context: TaskContext) => Promise<NoInfer<Output>>,
) {
  return middy()
    .use(oneLogLine(spec.state))
    .use(faultsUnderTheirNames())
    .handler(async (event: unknown): Promise<OutputValue> => {
      const input = spec.input.safeParse(event);
      if (!input.success) throw new TaskError('InvalidTaskInput', pathsOf(input.error));
      return spec.output.parse(await perform(input.data, { nowMs: epochMs(Date.now()) }));
    });
}

const pathsOf = (error: z.core.$ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ');

const Ids = z.object({ inquiryId: z.string(), run: z.number() });

function oneLogLine(state: string): MiddlewareObj<unknown, unknown, Error, Context> {
  const write = (event: unknown, startedAtMs: number, outcome: string): void => {
    const ids = Ids.safeParse(event);
    const line = { state, ...(ids.success ? ids.data : {}), outcome, durationMs: Date.now() - startedAtMs };
    if (outcome === 'done') logger().info('task', line);
    else logger().warn('task', line);
  };
  return {
    before: (request) => {
      request.internal = { ...request.internal, startedAtMs: Date.now() };
    },
    after: ({ event, internal }) => write(event, startedAt(internal), 'done'),
    onError: ({ event, internal, error }) => write(event, startedAt(internal), error?.name ?? 'Error'),
  };
}

const startedAt = (internal: Readonly<Record<string, unknown>>): number => Number(internal.startedAtMs);
