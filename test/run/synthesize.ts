/** Prints the resources of each stack, synthesized by the context that is given as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../infra/build-app.ts';
import { emptyBundles } from '../support/empty-bundles.ts';

// The template's own linter and cdk-nag have a test of their own; here they would cost a second for each stack.
process.env.CDK_VALIDATION = 'false';
const root = mkdtempSync(join(tmpdir(), 'synth-'));
const { stateful, stateless, operations } = buildApp({
  bundles: emptyBundles(root),
  app: { context: JSON.parse(process.argv[2] ?? '{}'), outdir: join(root, 'out') },
});
const [data, app, operation] = [stateful, stateless, operations].map(
  (stack) => Template.fromStack(stack).toJSON().Resources,
);
rmSync(root, { recursive: true });
process.stdout.write(JSON.stringify({ data, app, operations: operation }));
