import type { JsonOperation } from '../../aws/service.ts';
import { type ApiParts, findExecution } from './api-parts.ts';
import { optionalBoolean, pageSize, readNumberCursor, writeCursor } from './params.ts';

const EXECUTION_DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** The events of an execution, oldest first unless `reverseOrder`. The cursor is the id of the page's first event. */
export function getExecutionHistory(parts: ApiParts): JsonOperation {
  const { executions } = parts.journal;
  return async (params, call) => {
    const limit = pageSize(params);
    const reversed = optionalBoolean(params, 'reverseOrder') ?? false;
    const withData = optionalBoolean(params, 'includeExecutionData') ?? true;
    const row = findExecution(parts, { params, call });
    const cursor = readNumberCursor(params);
    const total = executions.lastEventId(row.seq);
    const firstId = reversed ? Math.max(1, (cursor ?? total) - limit + 1) : (cursor ?? 1);
    const lastId = reversed ? (cursor ?? total) : firstId + limit - 1;
    const events = executions.events(row.seq, { firstId, lastId });
    if (reversed) events.reverse();
    const nextId = reversed ? firstId - 1 : lastId + 1;
    const hasMore = nextId >= 1 && nextId <= total;
    return {
      events: withData ? events : events.map(withoutData),
      ...(hasMore ? { nextToken: writeCursor(nextId) } : {}),
    };
  };
}

function withoutData(event: object): object {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? strip(value) : value,
    ]),
  );
}

function strip(details: object): object {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !EXECUTION_DATA.has(name)));
}
