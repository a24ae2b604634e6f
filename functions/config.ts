import * as z from 'zod/mini';

/** How long one call of a model may take, 1–55 s, below the timeout of each function that makes one; default 50. */
export const ModelTimeoutSetting = z.optional(z.string().check(z.regex(/^([1-9]|[1-4][0-9]|5[0-5])$/)));

export const modelTimeoutSecondsOf = (setting: z.infer<typeof ModelTimeoutSetting>): number => Number(setting ?? 50);

/** The environment of every function of the deployment. The only place under functions/ that reads it. */
const Environment = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  BUCKET_NAME: z.string().check(z.minLength(3)),
  STATE_MACHINE_ARN: z.string().check(z.startsWith('arn:')),
  ESCALATION_TOPIC_ARN: z.string().check(z.startsWith('arn:')),
  /** The function that does background work right after its commit. */
  WORK_FUNCTION_NAME: z.string().check(z.minLength(1)),
  PUBLIC_BASE_URL: z.url(),
  SENDER_ADDRESS: z.email(),
  /**
   * Secret from which status tokens, reply links and key hashes are derived; at least 32 characters. Only functions
   * that derive or check them have it.
   */
  TOKEN_PEPPER: z.optional(z.string().check(z.minLength(32))),
  ANSWER_MODEL_ID: z.string(),
  TRANSCRIBE_MODEL_ID: z.string(),
  EMBEDDING_MODEL_ID: z.optional(z.string()),
  MODEL_TIMEOUT_SECONDS: ModelTimeoutSetting,
  /**
   * Hosts, separated by commas, that webhooks may reach by plain HTTP and at private addresses: for one machine and
   * tests. Default none.
   */
  WEBHOOK_ALLOWED_HOSTS: z.optional(z.string()),
  /** Ports of this machine, separated by commas, that webhooks never reach: where the system itself listens. */
  WEBHOOK_REFUSED_PORTS: z.optional(z.string().check(z.regex(/^\d+(,\d+)*$/))),
  /** The one origin whose pages may call the API; without it no browser may. */
  WEB_ORIGIN: z.optional(z.url()),
  /** Name of the tag with which a malware scanner marks objects; without it nothing is scanned. */
  MALWARE_TAG: z.optional(z.string().check(z.minLength(1))),
  /** CloudWatch namespace of the functions' own metrics; without it there are none. */
  METRICS_NAMESPACE: z.optional(z.string().check(z.minLength(1))),
});

export interface Config {
  readonly tableName: string;
  readonly bucketName: string;
  readonly stateMachineArn: string;
  readonly escalationTopicArn: string;
  readonly workFunctionName: string;
  readonly publicBaseUrl: string;
  readonly senderAddress: string;
  readonly tokenPepper: string;
  readonly answerModelId: string;
  readonly transcribeModelId: string;
  readonly embeddingModelId: string | null;
  readonly modelTimeoutSeconds: number;
  readonly webhookAllowedHosts: readonly string[];
  readonly webhookRefusedPorts: readonly number[];
  readonly webOrigin: string | null;
  readonly malwareTag: string | null;
  readonly metricsNamespace: string | null;
}

let parsed: Config | undefined;

/** Parsed once a process. @throws Error naming the variables that are missing or wrong, never their values. */
export function config(): Config {
  parsed ??= parseConfig();
  return parsed;
}

function parseConfig(): Config {
  const result = Environment.safeParse(process.env);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(`Environment variables are missing or wrong: ${names.join(', ')}`);
  }
  const env = result.data;
  return {
    tableName: env.TABLE_NAME,
    bucketName: env.BUCKET_NAME,
    stateMachineArn: env.STATE_MACHINE_ARN,
    escalationTopicArn: env.ESCALATION_TOPIC_ARN,
    workFunctionName: env.WORK_FUNCTION_NAME,
    publicBaseUrl: env.PUBLIC_BASE_URL.replace(/\/$/, ''),
    senderAddress: env.SENDER_ADDRESS,
    get tokenPepper() {
      if (env.TOKEN_PEPPER === undefined) throw new Error('Environment variables are missing or wrong: TOKEN_PEPPER');
      return env.TOKEN_PEPPER;
    },
    answerModelId: env.ANSWER_MODEL_ID,
    transcribeModelId: env.TRANSCRIBE_MODEL_ID,
    embeddingModelId: env.EMBEDDING_MODEL_ID ?? null,
    modelTimeoutSeconds: modelTimeoutSecondsOf(env.MODEL_TIMEOUT_SECONDS),
    webhookAllowedHosts: (env.WEBHOOK_ALLOWED_HOSTS ?? '').split(',').filter((host) => host !== ''),
    webhookRefusedPorts: env.WEBHOOK_REFUSED_PORTS?.split(',').map(Number) ?? [],
    webOrigin: env.WEB_ORIGIN ?? null,
    malwareTag: env.MALWARE_TAG ?? null,
    metricsNamespace: env.METRICS_NAMESPACE ?? null,
  };
}
