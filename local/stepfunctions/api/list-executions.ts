import type { JsonOperation } from '../../aws/json-protocol.ts';
import type { ExecutionRow } from '../journal/rows.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { findMachine } from './arns.ts';
import { optionalEnum, pageSize, readNumberCursor, writeCursor } from './params.ts';

const FILTERS = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;

/** Newest first. */
export function listExecutions(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const status = optionalEnum(params, 'statusFilter', FILTERS);
    const limit = pageSize(params);
    const machine = findMachine(parts, { params, call });
    const beforeSeq = readNumberCursor(params) ?? Number.MAX_SAFE_INTEGER;
    if (status === 'PENDING_REDRIVE') return { executions: [] };
    const filter = status === undefined ? {} : { status };
    const found = parts.journal.executions.page(machine.arn, { beforeSeq, ...filter, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { executions: page.map(summary), ...(last === undefined ? {} : { nextToken: writeCursor(last.seq) }) };
  };
}

function summary(row: ExecutionRow) {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machineArn,
    name: row.name,
    status: row.status,
    startDate: instant(row.startMs),
    ...(row.stopMs === null ? {} : { stopDate: instant(row.stopMs) }),
    redriveCount: 0,
  };
}
