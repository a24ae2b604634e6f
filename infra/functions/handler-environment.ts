import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Parameters } from '../parameters.ts';

/** Of the functions' own metrics. */
export const metricsNamespace = ({ name }: Parameters): string => `Inquiries/${name}`;

/** By name, since the functions that call it cannot refer to each other. */
export const workFunctionName = ({ name }: Parameters): string => `${name}-work`;

/** The variables of functions/config.ts. Only functions that derive or check keys and tokens get the pepper. */
export const handlerEnvironment = (options: {
  readonly parameters: Parameters;
  readonly resources: FunctionResources;
  readonly pepper: boolean;
}): Record<string, string> => {
  const { parameters, resources, pepper } = options;
  return {
    TABLE_NAME: resources.table.tableName,
    BUCKET_NAME: resources.bucketName,
    STATE_MACHINE_ARN: resources.machineAliasArn,
    ESCALATION_TOPIC_ARN: resources.escalations.topicArn,
    WORK_FUNCTION_NAME: workFunctionName(parameters),
    PUBLIC_BASE_URL: parameters.publicBaseUrl,
    SENDER_ADDRESS: parameters.senderAddress,
    ...(pepper && { TOKEN_PEPPER: resources.pepper }),
    ANSWER_MODEL_ID: parameters.answerModelId,
    TRANSCRIBE_MODEL_ID: parameters.transcribeModelId,
    ...(parameters.embeddingModelId !== undefined && { EMBEDDING_MODEL_ID: parameters.embeddingModelId }),
    WEB_ORIGIN: resources.webOrigin,
    ...(parameters.malwareTag !== undefined && { MALWARE_TAG: parameters.malwareTag }),
    METRICS_NAMESPACE: metricsNamespace(parameters),
    POWERTOOLS_SERVICE_NAME: parameters.name,
    POWERTOOLS_LOG_LEVEL: 'INFO',
  };
};

/** Resources that functions know and may be granted. */
export interface FunctionResources {
  readonly table: Table;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly escalations: Topic;
  /** SES identity and configuration set. */
  readonly mailResources: readonly string[];
  /** Built from the machine's name: the machine names its functions, so they cannot refer to it. */
  readonly machineArn: string;
  /** Every execution of the machine. */
  readonly executionArns: string;
  /** The alias on which executions start. */
  readonly machineAliasArn: string;
  readonly key?: Key;
  /** Value or reference of the secret from which keys and tokens are derived. */
  readonly pepper: string;
  /** The only origin from which browsers may call the API. */
  readonly webOrigin: string;
}
