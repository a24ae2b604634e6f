import type { JsonOperation } from '../../aws/json-protocol.ts';
import { checkDefinition } from '../asl/parse-definition.ts';
import { checkedDefinition } from './create-state-machine.ts';

/** Tells what CreateStateMachine would refuse, without creating anything. */
export function validateStateMachineDefinition(): JsonOperation {
  return async (params) => {
    const { problems } = checkDefinition(checkedDefinition(params));
    return {
      result: problems.length === 0 ? 'OK' : 'FAIL',
      diagnostics: problems.map(({ code, message, location }) => ({ severity: 'ERROR', code, message, location })),
      truncated: false,
    };
  };
}
