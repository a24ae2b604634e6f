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
import type { Bundle } from '../bundle/bundle.ts';
import { type FunctionName, functionTable } from '../functions/function-table.ts';
import { acknowledgeWildcard, type FunctionSpec, grant } from '../functions/grant-words.ts';
import { type FunctionResources, handlerEnvironment } from '../functions/handler-environment.ts';
import { type Parameters, profiles } from '../parameters.ts';

interface FunctionsProps {
  readonly parameters: Parameters;
  readonly bundles: readonly Bundle[];
  readonly resources: FunctionResources;
}

/** Every function in the folders. */
export class Functions extends Construct {
  readonly all: ReadonlyMap<FunctionName, DeployedFunction>;

  constructor(scope: Construct, id: string, { parameters, bundles, resources }: FunctionsProps) {
    super(scope, id);
    this.all = new Map(
      pairs(bundles).map(([name, spec, { folder }]) => [
        name,
        new DeployedFunction(this, pascal(name), { name, spec, folder, parameters, resources }),
      ]),
    );
  }

  of(name: FunctionName): DeployedFunction {
    const found = this.all.get(name);
    if (found === undefined) throw new Error(`There is no function ${name}`);
    return found;
  }
}

/** @throws Error when a function has no row in the table, or a row no function. */
function pairs(bundles: readonly Bundle[]): readonly (readonly [FunctionName, FunctionSpec, Bundle])[] {
  const rows = new Map(Object.entries(functionTable).map(([name, spec]) => [name, spec]));
  const strangers = bundles.filter(({ name }) => !rows.has(name)).map(({ name }) => name);
  if (strangers.length > 0)
    throw new Error(`Functions without a row in infra/functions/function-table.ts: ${strangers}`);
  return functionNames.map((name) => {
    const bundle = bundles.find((one) => one.name === name);
    if (bundle === undefined)
      throw new Error(`The function table has a row for ${name}, but there is no such function`);
    return [name, functionTable[name], bundle];
  });
}

const isFunctionName = (name: string): name is FunctionName => name in functionTable;
const functionNames: readonly FunctionName[] = Object.keys(functionTable).filter(isFunctionName);

/** `begin-processing` → `BeginProcessing`, the name of its state. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

interface DeployedFunctionProps {
  readonly name: string;
  readonly spec: FunctionSpec;
  /** The bundle: a folder with `index.cjs`. */
  readonly folder: string;
  readonly parameters: Parameters;
  readonly resources: FunctionResources;
}

/** One Lambda function with its role and log group, and an alias if new versions are deployed by canary. */
export class DeployedFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** The name in its metrics and logs. */
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

  /** The target of callers: the alias if there is one. */
  get callee(): IFunction {
    return functionInterface(this.alias ?? this.lambda);
  }
}

/**
 * The CDK's classes implement its interfaces, but the typings of properties that may be undefined lack the
 * form that exactOptionalPropertyTypes asks for. This checks what it can.
 */
function functionInterface(construct: object): IFunction {
  if (!isFunction(construct)) throw new TypeError('The construct is no Lambda function');
  return construct;
}

const isFunction = (construct: object): construct is IFunction =>
  'functionArn' in construct && 'addPermission' in construct;
