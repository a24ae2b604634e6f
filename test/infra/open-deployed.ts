import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { functionArn } from '../../local/lambda/invocation.ts';
import { account, region } from '../../local/names.ts';
import { bundled } from '../support/bundled.ts';
import { ofType, type Resources, synthesized } from '../support/synthesized.ts';
import { openInProcess } from '../workflow/open-in-process.ts';
import type { WorkflowWorld } from '../workflow/world.ts';
import { recordRights } from './recorded-rights.ts';

const recorder = fileURLToPath(new URL('recorded-rights.ts', import.meta.url));

/** The bundles as a folder that the one-machine runtime loads functions from: a line of import for each. */
function bundledFunctions(root: string): string {
  const folder = mkdtempSync(join(root, 'functions-'));
  for (const { name, folder: bundle } of bundled())
    writeFileSync(
      join(folder, `${name}.ts`),
      [
        `import bundle from ${JSON.stringify(join(bundle, 'index.cjs'))};`,
        `import { running } from ${JSON.stringify(recorder)};`,
        `export const handler = (...given) => running.run(${JSON.stringify(name)}, () => bundle.handler(...given));`,
        '',
      ].join('\n'),
    );
  return folder;
}

const Machine = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })),
});

/** The definition of the template, each placeholder put in as CloudFormation does, by ARNs of the one machine. */
function substitutedDefinition(resources: Resources): string {
  const machine = Machine.parse(ofType(resources, 'AWS::StepFunctions::StateMachine')[0]?.[1].Properties);
  return machine.DefinitionString.replace(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    const id = machine.DefinitionSubstitutions[placeholder]?.['Fn::GetAtt'][0] ?? '';
    const name = z.string().parse(resources[id]?.Properties?.FunctionName);
    return functionArn({ region, account }, name.replace(/^inquiries-/, ''));
  });
}

/** The behaviour suite's world over the synthesized definition and the bundled functions, whose calls are recorded. */
export async function openDeployed(): Promise<WorkflowWorld> {
  recordRights();
  const root = mkdtempSync(join(tmpdir(), 'deployed-'));
  const definition = join(root, 'definition.json');
  writeFileSync(definition, substitutedDefinition(synthesized('small').app));
  const world = await openInProcess({
    functionFolders: [bundledFunctions(root)],
    definitionFile: pathToFileURL(definition),
  });
  const close = async (): Promise<void> => {
    await world.close();
    rmSync(root, { recursive: true });
  };
  return { ...world, close };
}
