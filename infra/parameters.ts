import * as z from 'zod/mini';
import { defaultModelRegions } from './model-regions.ts';

const list = (pattern: RegExp, expected: string) =>
  z.pipe(
    z.string(),
    z.pipe(
      z.transform((text: string) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
      z.array(z.string().check(z.regex(pattern, expected))),
    ),
  );

const usd = (fallback: number) =>
  z.pipe(
    z._default(z.union([z.string(), z.number()]), fallback),
    z.pipe(
      z.transform((value: string | number) => Number(value)),
      z.number().check(z.gt(0, 'expected US dollars above 0')),
    ),
  );

const httpsUrl = z
  .string()
  .check(
    z.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w.-]+)*$/, 'expected https://host[/path], without a final slash'),
  );

/** Parameters of a deployment, as CDK context (`-c name=value`). */
const Parameters = z.object({
  profile: z.enum(['small', 'production']),
  /** Prefix of every name, so that two deployments fit into one account. */
  name: z._default(
    z.string().check(z.regex(/^[a-z][a-z0-9-]{1,19}$/, 'expected 2–20 of a–z, 0–9 and -, a letter first')),
    'inquiries',
  ),
  region: z._default(
    z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'expected a Region, such as ap-northeast-2')),
    'ap-northeast-2',
  ),
  /** Where customers and agents reach the API; links in mails begin with it. */
  publicBaseUrl: httpsUrl,
  /** Certificate of publicBaseUrl's host in the Region: the API then answers under that host. */
  certificateArn: z.optional(z.string().check(z.startsWith('arn:aws:acm:', 'expected the ARN of an ACM certificate'))),
  senderAddress: z.email(),
  /** The identity that SES verifies: the address by a click, or its whole domain by DKIM. */
  senderIdentity: z._default(z.enum(['address', 'domain']), 'address'),
  /** Receives the alarms and the budget's warnings. */
  alarmAddress: z.email(),
  /** The only origin from which browsers may call the API. Default: the console's; uploads by a page need it named. */
  webOrigin: z.optional(httpsUrl.check(z.regex(/^https:\/\/[^/]+$/, 'expected an origin, without a path'))),
  /** Tag of a malware scanner on objects, such as GuardDutyMalwareScanStatus; without it no file waits. */
  malwareTag: z.optional(z.string().check(z.regex(/^[\w.:/=+@-]{1,128}$/, 'expected the key of a tag'))),
  answerModelId: z._default(z.string().check(z.minLength(1)), 'apac.amazon.nova-lite-v1:0'),
  transcribeModelId: z._default(z.string().check(z.minLength(1)), 'apac.amazon.nova-lite-v1:0'),
  embeddingModelId: z.optional(z.string().check(z.minLength(1))),
  /** Regions that the models' inference profiles may route to. */
  modelRegions: z._default(list(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'expected Regions'), [...defaultModelRegions]),
  /** Countries that the firewall refuses (production). */
  blockedCountries: z._default(list(/^[A-Z]{2}$/, 'expected ISO codes of countries, such as KP'), []),
  modelSpendUsdPerDay: usd(100),
  budgetUsdPerMonth: usd(200),
});

export type Parameters = z.infer<typeof Parameters>;

/** Context keys of the CDK's own: `@aws-cdk/…`, `aws:cdk:…`, `cli-telemetry` and cached look-ups (`hosted-zone:…`). */
const isForeign = (key: string): boolean => /[:/@]/.test(key) || key === 'cli-telemetry';

/** @throws Error naming every missing, wrong or unknown parameter, and its allowed values. */
export function parseParameters(context: Readonly<Record<string, unknown>>): Parameters {
  const own = Object.entries(context).filter(([key, value]) => !isForeign(key) && value !== undefined && value !== '');
  const unknown = own.filter(([key]) => !(key in Parameters.shape)).map(([key]) => key);
  const known = Object.keys(Parameters.shape).join(', ');
  if (unknown.length > 0) throw new Error(`Parameter ${unknown.join(', ')} is not known; there are: ${known}`);
  const parsed = Parameters.safeParse(Object.fromEntries(own));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const got = JSON.stringify(context[name]) ?? 'nothing';
    return `Parameter ${name} is wrong: ${message}; got ${got}`;
  });
  throw new Error([...new Set(faults)].join('\n'));
}

interface Profile {
  /** A customer-managed key for table, buckets, topics and the functions' environment. */
  readonly customerManagedKey: boolean;
  /** Where the token pepper comes from: a generated secret, or the operator. */
  readonly pepper: 'secret' | 'operator';
  readonly firewall: boolean;
  readonly deletionProtection: boolean;
  readonly tracing: boolean;
  readonly canary: boolean;
  readonly dashboard: boolean;
  readonly logRetentionDays: 14 | 90;
  readonly requestsPerSecond: number;
}

/** `small` costs next to nothing while idle; `production` has everything. `npm run cost` shows the prices. */
export const profiles = {
  small: {
    customerManagedKey: false,
    pepper: 'operator',
    firewall: false,
    deletionProtection: true,
    tracing: false,
    canary: false,
    dashboard: false,
    logRetentionDays: 14,
    requestsPerSecond: 20,
  },
  production: {
    customerManagedKey: true,
    pepper: 'secret',
    firewall: true,
    deletionProtection: true,
    tracing: true,
    canary: true,
    dashboard: true,
    logRetentionDays: 90,
    requestsPerSecond: 500,
  },
} as const satisfies Record<Parameters['profile'], Profile>;
