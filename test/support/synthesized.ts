import * as z from 'zod/mini';
import { printedOnce } from '../run/shared.ts';

/** What every deployment has to be told. */
export const required = {
  publicBaseUrl: 'https://inquiries.example.com',
  senderAddress: 'inquiries@example.com',
  alarmAddress: 'operator@example.com',
} as const;

/** The resources of a profile's stacks over empty bundles: what is in a bundle does not change a template. */
export function synthesized(profile: 'small' | 'production', context: Readonly<Record<string, unknown>> = {}): Stacks {
  const script = new URL('../run/synthesize.ts', import.meta.url);
  return Stacks.parse(printedOnce(script, [JSON.stringify({ profile, ...required, ...context })]));
}

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  DeletionPolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof Resource>;

export type Resources = Readonly<Record<string, Resource>>;

const Stack = z.record(z.string(), Resource);
const Stacks = z.object({ data: Stack, app: Stack, operations: Stack });
type Stacks = z.infer<typeof Stacks>;

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
