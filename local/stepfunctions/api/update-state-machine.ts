import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/json-protocol.ts';
import { parseDefinition } from '../asl/parse-definition.ts';
import { type ApiParts, instant } from './api-parts.ts';
import { findMachine } from './arns.ts';
import { checkedDefinition, refuseVersions } from './create-state-machine.ts';
import { checkedLogging, checkedTracing } from './logging.ts';
import { optionalText } from './params.ts';

const CHANGEABLE = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration'];

/** Changes a machine for the executions started from now on; those under way keep what they started with. */
export function updateStateMachine(parts: ApiParts): JsonOperation {
  const { journal, clock } = parts;
  return async (params, call) => {
    const machine = findMachine(parts, { params, call });
    refuseVersions(params);
    if (CHANGEABLE.every((name) => params[name] === undefined || params[name] === null))
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    const definition = params.definition === undefined ? undefined : checkedDefinition(params);
    if (definition !== undefined) parseDefinition(definition);
    const nowMs = clock.now();
    const revisionId = randomUUID();
    journal.machines.put({
      ...machine,
      roleArn: optionalText(params, 'roleArn', { min: 1, max: 256 }) ?? machine.roleArn,
      definitionId: definition === undefined ? machine.definitionId : journal.machines.addDefinition(definition),
      logging: checkedLogging(params) ?? machine.logging,
      tracing: checkedTracing(params) ?? machine.tracing,
      revisionId,
      updatedMs: nowMs,
    });
    return { updateDate: instant(nowMs), revisionId };
  };
}
