import type { Clock } from '../clock.ts';

/** What a nodejs24.x function gets as its second argument (callback-style members are gone there). */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly callbackWaitsForEmptyEventLoop: boolean;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  getRemainingTimeInMillis(): number;
}

export function createContext(options: {
  requestId: string;
  functionName: string;
  arn: string;
  deadlineMs: number;
  clock: Clock;
}): LambdaContext {
  const { requestId, functionName, arn, deadlineMs, clock } = options;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: '1024',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - clock.now()),
  };
}
