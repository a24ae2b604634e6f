import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  Architecture,
  Code,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../functions/acknowledge-wildcard.ts';
import type { FunctionResources } from '../functions/function-resources.ts';
import type { FunctionSpec } from '../functions/function-spec.ts';
import { grant } from '../functions/grant-words.ts';
import { handlerEnvironment } from '../functions/handler-environment.ts';
import type { Parameters } from '../parameters.ts';
import { profiles } from '../profiles.ts';
import { functionInterface } from './interface-of.ts';

export interface DeployedFunctionProps {
  readonly name: string;
  readonly spec: FunctionSpec;
  /** The bundle: a folder with `index.cjs`. */
  readonly folder: string;
  readonly parameters: Parameters;
  readonly resources: FunctionResources;
}

/** One Lambda function with its role and log group; with an alias where a new version is tried on some calls first. */
export class DeployedFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** By which its metrics and logs go. */
  readonly functionName: string;
  readonly alias?: Alias;

  constructor(scope: Construct, id: string, { name, spec, folder, parameters, resources }: DeployedFunctionProps) {
    super(scope, id);
    const { tracing, canary, logRetentionDays } = profiles[parameters.profile];
    const functionName = `${parameters.name}-${name}`;
    this.functionName = functionName;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    grant(role, spec.grants, { resources, parameters });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      memorySize: spec.memoryMb,
      timeout: Duration.seconds(spec.timeoutSeconds),
      environment: handlerEnvironment({ parameters, resources, pepper: spec.pepper === true }),
      loggingFormat: LoggingFormat.JSON,
      tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      // The key guards the one secret there is in an environment.
      ...(resources.key !== undefined && spec.pepper === true && { environmentEncryption: resources.key }),
    });
    if (canary && spec.canary === true) this.alias = this.lambda.addAlias('live');
    if (tracing) acknowledgeWildcard(role, '*', 'X-Ray has no resource level');
  }

  /** What callers call: the alias where there is one. */
  get callee(): IFunction {
    return functionInterface(this.alias ?? this.lambda);
  }
}
