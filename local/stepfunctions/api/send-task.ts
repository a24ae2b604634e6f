import { AwsError } from '../../aws/aws-error.ts';
import type { JsonOperation } from '../../aws/service.ts';
import type { TokenProblem } from '../engine/engine.ts';
import { PAYLOAD_LIMIT_BYTES, payloadFrom } from '../json.ts';
import type { Failure } from '../states/evaluation.ts';
import type { ApiParts } from './api-parts.ts';
import { jsonProblem, optionalText, type Params, requiredText } from './params.ts';

const PROBLEM_TEXTS: Readonly<Record<TokenProblem, string>> = {
  InvalidToken: "Invalid Token: 'Invalid token'",
  TaskDoesNotExist: 'Task does not exist',
  TaskTimedOut: "Task Timed Out: 'Provided task does not exist anymore'",
};

/** Each of the three answers only once the journal holds what it did. */
export function sendTaskSuccess({ engine, journal }: ApiParts): JsonOperation {
  return async (params, { account }) => {
    const token = taskToken(params);
    const output = requiredText(params, 'output', { max: PAYLOAD_LIMIT_BYTES, min: 0 });
    const problem = jsonProblem(output);
    if (problem !== undefined) throw new AwsError('InvalidOutput', `Invalid Output: '${problem}'`);
    refuse(engine.complete(token, { account, outcome: { kind: 'succeeded', result: payloadFrom(output) } }));
    await journal.acknowledged();
    return {};
  };
}

export function sendTaskFailure({ engine, journal }: ApiParts): JsonOperation {
  return async (params, { account }) => {
    const token = taskToken(params);
    const error = optionalText(params, 'error', { max: 256 });
    const cause = optionalText(params, 'cause', { max: 32_768 });
    const named = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    const failure: Failure = { kind: 'error', ...named };
    refuse(engine.complete(token, { account, outcome: { kind: 'failed', failure } }));
    await journal.acknowledged();
    return {};
  };
}

export function sendTaskHeartbeat({ engine, journal }: ApiParts): JsonOperation {
  return async (params, { account }) => {
    refuse(engine.heartbeat(taskToken(params), { account }));
    await journal.acknowledged();
    return {};
  };
}

function taskToken(params: Params): string {
  return requiredText(params, 'taskToken', { max: 2_048 });
}

function refuse(problem: TokenProblem | undefined): void {
  if (problem !== undefined) throw new AwsError(problem, PROBLEM_TEXTS[problem]);
}
