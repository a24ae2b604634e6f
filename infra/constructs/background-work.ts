import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';

export interface BackgroundWorkProps {
  readonly name: string;
  readonly functions: Functions;
  readonly machineArn: string;
  /** The delivery of mails. */
  readonly mailEvents: Topic;
}

type BackgroundFunction = 'sweep' | 'execution-ended' | 'audit' | 'mail-events' | 'work';

interface Delivery {
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
}

/**
 * Functions without a caller: the sweeper every minute, the audit every night, and handlers of ended executions and
 * mails.
 */
export class BackgroundWork extends Construct {
  /** Events that could not be delivered or handled. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { name, functions, machineArn, mailEvents }: BackgroundWorkProps) {
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
      // The next pass is the retry.
      targets: [this.targetOf(functions, 'sweep', { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    new Rule(this, 'EveryNight', {
      ruleName: `${name}-audit`,
      description: 'Checks the table against the invariants of the flow',
      // 03:10 in Seoul, when traffic is low.
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
    // The sweeper retries a job.
    this.invoked(functions, 'work', { retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    const mailHandler = this.invoked(functions, 'mail-events', { retryAttempts: 2, maxEventAge: Duration.hours(2) });
    mailEvents.addSubscription(new LambdaSubscription(mailHandler, { deadLetterQueue: this.undelivered }));
  }

  private targetOf(functions: Functions, name: BackgroundFunction, delivery: Delivery): LambdaFunction {
    const handler = this.invoked(functions, name, delivery);
    return new LambdaFunction(handler, {
      ...delivery,
      ...(name !== 'sweep' && { deadLetterQueue: this.undelivered }),
    });
  }

  /** The function, with Lambda's handling of events on which it fails. */
  private invoked(functions: Functions, name: BackgroundFunction, { retryAttempts, maxEventAge }: Delivery): IFunction {
    const handler = functions.of(name).lambda;
    new EventInvokeConfig(this, `Invoke-${name}`, {
      function: handler,
      retryAttempts: Math.min(retryAttempts, 2),
      maxEventAge,
      ...(name !== 'sweep' && { onFailure: new SqsDestination(this.undelivered) }),
    });
    return handler;
  }
}
