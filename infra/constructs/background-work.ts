import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';

export interface BackgroundWorkProps {
  readonly name: string;
  readonly functions: Functions;
  readonly machineArn: string;
}

/** What nobody calls: the sweeper every minute, and the rule on executions that ended otherwise than well. */
export class BackgroundWork extends Construct {
  /** Events that could not be delivered or worked on. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { name, functions, machineArn }: BackgroundWorkProps) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      queueName: `${name}-undelivered`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.undelivered).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue',
    });
    new Rule(this, 'EveryMinute', {
      ruleName: `${name}-sweep`,
      description: 'Backstop: starts, replaces, mails or settles whatever is overdue',
      schedule: Schedule.rate(Duration.minutes(1)),
      // The next pass is the second try.
      targets: [this.targetOf(functions, 'sweep', { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    new Rule(this, 'ExecutionEnded', {
      ruleName: `${name}-execution-ended`,
      description: 'An execution that failed, timed out or was aborted is replaced by one that goes to people',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [machineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [
        this.targetOf(functions, 'execution-ended', {
          retryAttempts: 5,
          maxEventAge: Duration.hours(2),
        }),
      ],
    });
  }

  private targetOf(
    functions: Functions,
    name: 'sweep' | 'execution-ended',
    delivery: { retryAttempts: number; maxEventAge: Duration },
  ): LambdaFunction {
    const handler = functions.of(name).lambda;
    const { retryAttempts, maxEventAge } = delivery;
    new EventInvokeConfig(this, `Invoke-${name}`, {
      function: handler,
      retryAttempts: Math.min(retryAttempts, 2),
      maxEventAge,
      ...(name === 'execution-ended' && { onFailure: new SqsDestination(this.undelivered) }),
    });
    return new LambdaFunction(handler, {
      ...delivery,
      ...(name === 'execution-ended' && { deadLetterQueue: this.undelivered }),
    });
  }
}
