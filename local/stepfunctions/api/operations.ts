import type { JsonOperation } from '../../aws/json-protocol.ts';
import type { ApiParts } from './api-parts.ts';
import { deleteStateMachine, describeStateMachine, listStateMachines } from './describe-state-machine.ts';
import {
  describeExecution,
  describeStateMachineForExecution,
  listExecutions,
  startExecution,
  stopExecution,
} from './executions.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './send-task.ts';
import { createStateMachine, updateStateMachine, validateStateMachineDefinition } from './state-machines.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';

/** The operations of the API, by name. */
export function operations(parts: ApiParts): Readonly<Record<string, JsonOperation>> {
  return {
    CreateStateMachine: writing(parts, createStateMachine(parts)),
    DeleteStateMachine: writing(parts, deleteStateMachine(parts)),
    DescribeExecution: describeExecution(parts),
    DescribeStateMachine: describeStateMachine(parts),
    DescribeStateMachineForExecution: describeStateMachineForExecution(parts),
    GetExecutionHistory: getExecutionHistory(parts),
    ListExecutions: listExecutions(parts),
    ListStateMachines: listStateMachines(parts),
    ListTagsForResource: listTagsForResource(parts),
    SendTaskFailure: writing(parts, sendTaskFailure(parts)),
    SendTaskHeartbeat: writing(parts, sendTaskHeartbeat(parts)),
    SendTaskSuccess: writing(parts, sendTaskSuccess(parts)),
    StartExecution: writing(parts, startExecution(parts)),
    StopExecution: writing(parts, stopExecution(parts)),
    TagResource: writing(parts, tagResource(parts)),
    UntagResource: writing(parts, untagResource(parts)),
    UpdateStateMachine: writing(parts, updateStateMachine(parts)),
    ValidateStateMachineDefinition: validateStateMachineDefinition(),
  };
}

/** Refused before it changes anything in memory while the journal cannot be written. */
function writing({ journal }: ApiParts, operation: JsonOperation): JsonOperation {
  return async (params, call) => {
    journal.assertWritable();
    return operation(params, call);
  };
}
