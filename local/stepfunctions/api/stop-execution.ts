import type { JsonOperation } from '../../aws/json-protocol.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { findExecution } from './arns.ts';
import { optionalText } from './params.ts';

/** Aborts an execution; one that has ended already answers with the time it ended. */
export function stopExecution(parts: ApiParts): JsonOperation {
  const { engine, journal, clock } = parts;
  return async (params, call) => {
    const error = optionalText(params, 'error', { max: 256 });
    const cause = optionalText(params, 'cause', { max: 32_768 });
    const { arn } = findExecution(parts, { params, call });
    engine.stop(arn, { error, cause });
    await journal.acknowledged();
    return { stopDate: instant(journal.executions.byArn(arn)?.stopMs ?? clock.now()) };
  };
}
