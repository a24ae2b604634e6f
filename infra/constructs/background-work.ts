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

type BackgroundFunction = 'sweep' | 'execution-ended' | 'audit';

/** What nobody calls: the sweeper every minute, the audit every night, and the rule on executions that ended badly. */
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
    new Rule(this, 'EveryNight', {
      ruleName: `${name}-audit`,
      description: 'Checks the table against the invariants of the flow',
      // 03:10 in Seoul, when few are at work on either side.
      schedule: Schedule.cron({ hour: '18', minute: '10' }),
      targets: [this.targetOf(functions, 'audit', { retryAttempts: 1, maxEventAge: Duration.hours(2) })],
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
    name: BackgroundFunction,
    delivery: { retryAttempts: number; maxEventAge: Duration },
  ): LambdaFunction {
    const handler = functions.of(name).lambda;
    const { retryAttempts, maxEventAge } = delivery;
    const kept = name !== 'sweep';
    new EventInvokeConfig(this, `Invoke-${name}`, {
      function: handler,
      retryAttempts: Math.min(retryAttempts, 2),
      maxEventAge,
      ...(kept && { onFailure: new SqsDestination(this.undelivered) }),
    });
    return new LambdaFunction(handler, {
      ...delivery,
      ...(kept && { deadLetterQueue: this.undelivered }),
    });
  }
}
