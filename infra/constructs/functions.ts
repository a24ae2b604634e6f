import { Construct } from 'constructs';
import type { Bundle } from '../bundle/bundle.ts';
import type { FunctionResources } from '../functions/function-resources.ts';
import type { FunctionSpec } from '../functions/function-spec.ts';
import { type FunctionName, functionTable } from '../functions/function-table.ts';
import type { Parameters } from '../parameters.ts';
import { DeployedFunction } from './deployed-function.ts';

export interface FunctionsProps {
  readonly parameters: Parameters;
  readonly bundles: readonly Bundle[];
  readonly resources: FunctionResources;
}

/** Every function that the folders hold. */
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
export const functionNames: readonly FunctionName[] = Object.keys(functionTable).filter(isFunctionName);

/** `begin-processing` → `BeginProcessing`, the name of its state. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
