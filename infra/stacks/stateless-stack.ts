import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle/bundle.ts';
import { BackgroundWork } from '../constructs/background-work.ts';
import { CanaryDeployment, RollbackAlarm } from '../constructs/canary-deployment.ts';
import { Firewall } from '../constructs/firewall.ts';
import { Functions } from '../constructs/functions.ts';
import { InquiryApi } from '../constructs/inquiry-api.ts';
import { bucketArn, bucketName } from '../constructs/inquiry-bucket.ts';
import { InquiryMachine, machineArns } from '../constructs/inquiry-machine.ts';
import { Mail } from '../constructs/mail.ts';
import { WebFiles, WebSite } from '../constructs/web-site.ts';
import { type Parameters, profiles } from '../parameters.ts';
import type { StatefulStack } from './stateful-stack.ts';

export interface StatelessStackProps extends StackProps {
  readonly parameters: Parameters;
  readonly stateful: StatefulStack;
  readonly bundles: readonly Bundle[];
}

/** Resources that can be redeployed at any time: functions, state machine, API, mail, background work, web. */
export class StatelessStack extends Stack {
  readonly functions: Functions;
  readonly machine: InquiryMachine;
  readonly api: InquiryApi;
  readonly background: BackgroundWork;

  constructor(scope: Construct, id: string, { parameters, stateful, bundles, ...props }: StatelessStackProps) {
    super(scope, id, props);
    this.addStackDependency(stateful);
    const { key } = stateful;
    const keyed = key === undefined ? {} : { key };
    const mail = new Mail(this, 'Mail', { parameters, ...keyed });
    const arns = machineArns(this, parameters);
    const web = new WebSite(this, 'Web', { apiOrigin: new URL(parameters.publicBaseUrl).origin });
    const webOrigin = parameters.webOrigin ?? web.origin;
    const resources = {
      table: stateful.table.table,
      bucketName: bucketName(parameters),
      bucketArn: bucketArn(parameters),
      escalations: this.escalationTopic(parameters, key),
      mailResources: mail.resources,
      pepper: this.pepperOf(stateful),
      webOrigin,
      ...arns,
      ...keyed,
    };
    this.functions = new Functions(this, 'Functions', { parameters, bundles, resources });
    const rollback = this.rollbackAlarms(parameters, arns.machineArn);
    this.machine = new InquiryMachine(this, 'Inquiry', {
      parameters,
      functions: this.functions,
      rollbackAlarms: rollback,
    });
    this.api = new InquiryApi(this, 'Api', { parameters, functions: this.functions, webOrigin });
    this.background = new BackgroundWork(this, 'Background', {
      name: parameters.name,
      functions: this.functions,
      machineArn: arns.machineArn,
      mailEvents: mail.events,
    });
    this.guard(parameters);
    this.publish(web, parameters);
    new CfnOutput(this, 'ApiUrl', {
      value: this.api.api.url,
      description: 'Without a certificate this is publicBaseUrl',
    });
    new CfnOutput(this, 'ConsoleUrl', { value: web.origin });
  }

  private escalationTopic({ name }: Parameters, key: Key | undefined): Topic {
    return new Topic(this, 'Escalations', {
      topicName: `${name}-escalations`,
      enforceSSL: true,
      ...(key !== undefined && { masterKey: key }),
    });
  }

  private pepperOf({ pepper }: StatefulStack): string {
    if (pepper !== undefined) return pepper.secretValue.unsafeUnwrap();
    return new CfnParameter(this, 'TokenPepper', {
      noEcho: true,
      minLength: 32,
      description: 'Keys and tokens are derived from it: choose it once, keep it, never change it',
    }).valueAsString;
  }

  private rollbackAlarms({ profile, name }: Parameters, machineArn: string) {
    if (!profiles[profile].canary) return [];
    const byCanary = [...this.functions.all.values()].filter(({ alias }) => alias !== undefined);
    const names = byCanary.map(({ functionName }) => functionName);
    const { alarm } = new RollbackAlarm(this, 'Rollback', { name, machineArn, functionNames: names });
    new CanaryDeployment(this, 'Canary', { name, functions: byCanary, alarms: [alarm] });
    return [alarm];
  }

  private publish({ bucket }: WebSite, { name, profile, publicBaseUrl }: Parameters): void {
    const { logRetentionDays } = profiles[profile];
    const files = new WebFiles(this, 'WebFiles', { name, bucket, apiBaseUrl: publicBaseUrl, logRetentionDays });
    // A console older than the API works; a newer one may need operations that are not deployed yet.
    files.node.addDependency(this.api.api.deploymentStage);
  }

  private guard({ profile, name, blockedCountries }: Parameters): void {
    const { firewall, logRetentionDays } = profiles[profile];
    if (!firewall) return;
    const { stageArn } = this.api.api.deploymentStage;
    new Firewall(this, 'Firewall', { name, stageArn, blockedCountries, logRetentionDays });
  }
}
