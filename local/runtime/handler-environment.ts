import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../atomic-writes.ts';
import { account, bucketName, escalationTopicArn, localModels, region, stateMachineArn, tableName } from '../names.ts';

interface HandlerEnvironment {
  readonly awsEndpoint: string;
  /** Where the handlers reach the table: the store itself, or the AWS endpoint. */
  readonly dynamodbEndpoint: string;
  readonly publicBaseUrl: string;
  readonly pepper: string;
  /** Signs links and forms, so that the endpoint recognizes those of the functions. */
  readonly secretAccessKey: string;
  readonly logLevel: string;
  /** Hosts that webhooks may reach although they are on this machine. */
  readonly webhookAllowedHosts: string;
  /** Where the runtime itself listens, which webhooks never reach. */
  readonly ownPorts?: readonly number[];
  /** The tag that says how a malware scan ended, where there are scans. */
  readonly malwareTag?: string;
  /** The model behind LLM_BASE_URL, when there is one. */
  readonly answerModelId?: string;
  /** Of one call of the model; default 50. */
  readonly modelTimeoutSeconds?: number;
}

/** The environment that a deployment gives its functions, with the SDK's own variables for the endpoint. */
export const handlerVariables = (options: HandlerEnvironment): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: options.awsEndpoint,
  AWS_ENDPOINT_URL_DYNAMODB: options.dynamodbEndpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: options.secretAccessKey,
  // Checksums on loopback protect nothing and cost CPU time on every call.
  AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
  AWS_EC2_METADATA_DISABLED: 'true',
  TABLE_NAME: tableName,
  BUCKET_NAME: bucketName,
  STATE_MACHINE_ARN: stateMachineArn,
  ESCALATION_TOPIC_ARN: escalationTopicArn,
  WORK_FUNCTION_NAME: 'work',
  PUBLIC_BASE_URL: options.publicBaseUrl,
  SENDER_ADDRESS: 'inquiries@localhost.localdomain',
  TOKEN_PEPPER: options.pepper,
  WEBHOOK_ALLOWED_HOSTS: options.webhookAllowedHosts,
  ...(options.ownPorts !== undefined && { WEBHOOK_REFUSED_PORTS: options.ownPorts.join(',') }),
  ANSWER_MODEL_ID: options.answerModelId ?? localModels.answer,
  TRANSCRIBE_MODEL_ID: localModels.transcribe,
  ...(options.modelTimeoutSeconds !== undefined && { MODEL_TIMEOUT_SECONDS: String(options.modelTimeoutSeconds) }),
  ...(options.malwareTag !== undefined && { MALWARE_TAG: options.malwareTag }),
  POWERTOOLS_LOG_LEVEL: options.logLevel.toUpperCase(),
  POWERTOOLS_SERVICE_NAME: 'inquiries',
});

/** The secret that tokens and key hashes are derived from: made once, kept in the data folder for its owner only. */
export function tokenPepper(dataDir: string): string {
  const file = join(dataDir, 'pepper');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const pepper = randomBytes(32).toString('hex');
  writeWhole(file, `${pepper}\n`);
  return pepper;
}

/**
 * The secret by which this data folder's links and forms are signed, and with AWS_ENDPOINT_AUTH every call: made once,
 * kept for the folder's owner only. @throws Error in one line when its file holds something else
 */
export function secretAccessKeyOf(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\da-f]{40}$/.test(kept)) return kept;
    throw new Error(
      `${file} holds no key; delete it, and a new one is made: links of the last minutes end with the old`,
    );
  }
  const made = randomBytes(20).toString('hex');
  writeWhole(file, `${made}\n`);
  return made;
}
