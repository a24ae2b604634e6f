import * as z from 'zod/mini';
import { ModelTimeoutSetting, modelTimeoutSecondsOf } from '../../functions/config.ts';
import type { LlmOptions } from '../aws/bedrock-runtime/llm.ts';
import { createClientAddresses } from '../gateway/client-address.ts';
import { namedHost } from '../http/request-origin.ts';

const port = (fallback: number) =>
  z.pipe(
    z._default(z.string(), String(fallback)),
    z.pipe(
      z.string().check(z.regex(/^[0-9]{1,5}$/, 'expected a port, 0–65535')),
      z.pipe(z.transform(Number), z.int().check(z.lte(65_535))),
    ),
  );

/** The environment variables of `npm start`. */
const Environment = z.object({
  PORT: port(3000),
  AWS_PORT: port(4566),
  DATA_DIR: z._default(z.string().check(z.minLength(1)), '.data'),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'warn'),
  JOURNAL_SYNC: z._default(z.enum(['normal', 'full']), 'normal'),
  DYNAMODB_ENDPOINT: z.optional(z.url()),
  SMTP_URL: z.optional(z.url()),
  LLM_BASE_URL: z.optional(z.url()),
  LLM_MODEL: z.optional(z.string()),
  LLM_API_KEY: z.optional(z.string()),
  MODEL_TIMEOUT_SECONDS: ModelTimeoutSetting,
  PUBLIC_BASE_URL: z.optional(z.url()),
  /** Hosts, separated by commas, under which the API is served besides loopback and that of PUBLIC_BASE_URL. */
  ALLOWED_HOSTS: z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : namedHost(entry.trim())))),
      ),
      z.array(z.string('expected hosts such as inquiries.lan or 192.168.0.7:8080')),
    ),
    [],
  ),
  /** Hosts that webhooks may reach by plain HTTP and at inner addresses, separated by commas; empty allows none. */
  WEBHOOK_ALLOWED_HOSTS: z._default(z.string(), 'localhost,127.0.0.1'),
  /** Addresses and networks whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: z._default(z.string(), ''),
  /** `1` has attachments scanned by the stand-in scanner of local S3, and waited for. */
  MALWARE_SCAN: z._default(z.enum(['0', '1']), '0'),
  /** Files of the data folder whose loss is accepted, separated by commas; see `inspectDataFolder`. */
  START_WITHOUT: z._default(z.string(), ''),
  /** `1` has every call of the AWS endpoint verified by the data folder's secret. */
  AWS_ENDPOINT_AUTH: z._default(z.enum(['0', '1']), '0'),
  /** `1` sends store calls through the AWS endpoint, where faults are applied, instead of straight to the store. */
  STORE_THROUGH_ENDPOINT: z._default(z.enum(['0', '1']), '0'),
});

export interface RuntimeOptions {
  readonly port: number;
  readonly awsPort: number;
  readonly dataDir: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly journalSync: 'normal' | 'full';
  readonly storeThroughEndpoint: boolean;
  readonly webhookAllowedHosts: string;
  readonly allowedHosts?: readonly string[];
  readonly malwareScan?: boolean;
  readonly awsEndpointAuth?: boolean;
  readonly trustedProxies?: readonly string[];
  readonly startWithout?: readonly string[];
  readonly dynamodbEndpoint?: string;
  readonly smtpUrl?: string;
  readonly publicBaseUrl?: string;
  readonly llm?: LlmOptions;
  /** Of one call of the model. Default 50. */
  readonly modelTimeoutSeconds?: number;
}

/** @throws Error naming the wrong variable and its allowed values, never its value. */
export function optionsFrom(environment: NodeJS.ProcessEnv): RuntimeOptions {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Environment variables are wrong: ${faults.join('; ')}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    awsPort: env.AWS_PORT,
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
    journalSync: env.JOURNAL_SYNC,
    webhookAllowedHosts: env.WEBHOOK_ALLOWED_HOSTS,
    storeThroughEndpoint: env.STORE_THROUGH_ENDPOINT === '1',
    allowedHosts: env.ALLOWED_HOSTS,
    awsEndpointAuth: env.AWS_ENDPOINT_AUTH === '1',
    malwareScan: env.MALWARE_SCAN === '1',
    modelTimeoutSeconds: modelTimeoutSecondsOf(env.MODEL_TIMEOUT_SECONDS),
    trustedProxies: proxiesFrom(env.TRUSTED_PROXIES),
    startWithout: env.START_WITHOUT.split(',').filter((name) => name !== ''),
    ...(env.DYNAMODB_ENDPOINT !== undefined && { dynamodbEndpoint: env.DYNAMODB_ENDPOINT }),
    ...(env.SMTP_URL !== undefined && { smtpUrl: env.SMTP_URL }),
    ...(env.PUBLIC_BASE_URL !== undefined && { publicBaseUrl: env.PUBLIC_BASE_URL }),
    ...(env.LLM_BASE_URL !== undefined && { llm: llmFrom(env.LLM_BASE_URL, env) }),
  };
}

function proxiesFrom(list: string): readonly string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  const proxies = entries.filter((entry) => entry !== '');
  try {
    createClientAddresses(proxies);
  } catch {
    throw new Error(
      'Environment variables are wrong: TRUSTED_PROXIES: expected addresses or networks such as 10.0.0.0/8, separated by commas',
    );
  }
  return proxies;
}

function llmFrom(baseUrl: string, env: z.infer<typeof Environment>): LlmOptions {
  const { LLM_MODEL, LLM_API_KEY, MODEL_TIMEOUT_SECONDS } = env;
  if (LLM_MODEL === undefined) throw new Error('Environment variables are wrong: LLM_MODEL: needed with LLM_BASE_URL');
  const timeoutMs = modelTimeoutSecondsOf(MODEL_TIMEOUT_SECONDS) * 1_000;
  return { baseUrl, model: LLM_MODEL, timeoutMs, ...(LLM_API_KEY !== undefined && { apiKey: LLM_API_KEY }) };
}
