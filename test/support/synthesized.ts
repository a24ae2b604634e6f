import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import { buildApp } from '../../infra/build-app.ts';
import { findFunctions } from '../../infra/bundle/find-functions.ts';

/** What every deployment has to be told. */
export const required = {
  publicBaseUrl: 'https://inquiries.example.com',
  senderAddress: 'inquiries@example.com',
  alarmAddress: 'operator@example.com',
} as const;

/** The stacks of a profile over empty bundles: what is in a bundle does not change a template. */
export function synthesized(profile: 'small' | 'production', context: Readonly<Record<string, unknown>> = {}) {
  // The template's own linter and cdk-nag have a test of their own; here they would cost a second for each stack.
  process.env.CDK_VALIDATION = 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  const built = buildApp({ bundles: emptyBundles(), app: { context: { profile, ...required, ...context }, outdir } });
  const resources = {
    parameters: built.parameters,
    data: resourcesOf(Template.fromStack(built.stateful)),
    app: resourcesOf(Template.fromStack(built.stateless)),
    operations: resourcesOf(Template.fromStack(built.operations)),
  };
  rmSync(outdir, { recursive: true });
  return resources;
}

export function emptyBundles() {
  const root = mkdtempSync(join(tmpdir(), 'bundles-'));
  return findFunctions().map(({ name }) => {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.cjs'), `exports.handler = async () => ${JSON.stringify(name)};\n`);
    return { name, folder, bytes: 0, lazyBytes: 0, packages: [] };
  });
}

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  DeletionPolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof Resource>;

export type Resources = Readonly<Record<string, Resource>>;

function resourcesOf(template: Template): Resources {
  return z.record(z.string(), Resource).parse(template.toJSON().Resources);
}

/** The resources of a type with their logical ids. */
export const ofType = (resources: Resources, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/** References as text: `Fn::GetAtt: [X, Arn]` → `<X.Arn>`, joined parts put together. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const parsed = Reference.safeParse(value);
  if (!parsed.success) return JSON.stringify(value);
  const reference = parsed.data;
  if ('Ref' in reference) return `<${reference.Ref}>`;
  if ('Fn::GetAtt' in reference) return `<${reference['Fn::GetAtt'].join('.')}>`;
  if ('Fn::ImportValue' in reference) return `<${reference['Fn::ImportValue']}>`;
  const [separator, parts] = reference['Fn::Join'];
  return parts.map(flat).join(separator);
}

const Reference = z.union([
  z.object({ Ref: z.string() }),
  z.object({ 'Fn::GetAtt': z.array(z.string()) }),
  z.object({ 'Fn::ImportValue': z.string() }),
  z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
]);
