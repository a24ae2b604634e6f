import { readFileSync } from 'node:fs';
import { ArnFormat, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../functions/grant-words.ts';
import { type Parameters, profiles } from '../parameters.ts';
import { type Functions, pascal } from './functions.ts';

export const aliasName = 'live';
const definitionFile = new URL('../../statemachines/inquiry.asl.json', import.meta.url);

export interface InquiryMachineProps {
  readonly parameters: Parameters;
  readonly functions: Functions;
  /** Alarms that roll a new version back. */
  readonly rollbackAlarms: readonly IAlarm[];
}

/** The state machine, from the same file that one machine runs; started through an alias of its latest version. */
export class InquiryMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { parameters, functions, rollbackAlarms }: InquiryMachineProps) {
    super(scope, id);
    const { tracing, canary, logRetentionDays } = profiles[parameters.profile];
    const definition = readFileSync(definitionFile, 'utf8');
    const tasks = [...functions.all].filter(([name]) => definition.includes(`\${${pascal(name)}}`));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName(parameters),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        tasks.map(([name, { callee }]) => [pascal(name), callee.functionArn]),
      ),
      tracingEnabled: tracing,
      logs: {
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${machineName(parameters)}`,
          retention: logRetentionDays === 90 ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    Grant.addToPrincipal({
      grantee: this.machine,
      actions: ['lambda:InvokeFunction'],
      resourceArns: tasks.map(([, { callee }]) => callee.functionArn),
    }).assertSuccess();
    this.publish(rollbackAlarms, canary);
    acknowledge(this.machine, tracing);
  }

  private publish(alarms: readonly IAlarm[], canary: boolean): void {
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.machine.stateMachineArn,
      stateMachineRevisionId: this.machine.stateMachineRevisionId,
    });
    // A rollback needs the previous version.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, 'Alias', {
      name: aliasName,
      deploymentPreference: {
        stateMachineVersionArn: version.attrArn,
        type: canary ? 'CANARY' : 'ALL_AT_ONCE',
        ...(canary && { percentage: 10, interval: 10, alarms: alarms.map(({ alarmName }) => alarmName) }),
      },
    });
  }
}

export const machineName = ({ name }: Parameters): string => `${name}-inquiry`;

/** ARNs by name: the machine names the functions and they name the machine, so neither can refer to the other. */
export function machineArns(stack: Stack, parameters: Parameters) {
  const resourceName = machineName(parameters);
  const arn = (resource: 'stateMachine' | 'execution', suffix = '') =>
    stack.formatArn({
      service: 'states',
      resource,
      resourceName: `${resourceName}${suffix}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return {
    machineArn: arn('stateMachine'),
    machineAliasArn: arn('stateMachine', `:${aliasName}`),
    executionArns: arn('execution', ':*'),
  };
}

function acknowledge(machine: StateMachine, tracing: boolean): void {
  acknowledgeWildcard(
    machine,
    '*',
    `Log delivery of Step Functions${tracing ? ', and X-Ray, have' : ' has'} no resource level`,
  );
  Validations.of(machine).acknowledge({
    id: 'AwsSolutions-SF1',
    reason: 'Errors are logged without data; the whole history of an execution is kept by Step Functions for 90 days',
  });
  if (!tracing)
    Validations.of(machine).acknowledge({
      id: 'AwsSolutions-SF2',
      reason: 'Traced in production; the small profile leaves X-Ray out, as it is charged by the trace',
    });
}
