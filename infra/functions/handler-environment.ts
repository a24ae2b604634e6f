import type { Parameters } from '../parameters.ts';
import type { FunctionResources } from './function-resources.ts';

/** Of the functions' own metrics. */
export const metricsNamespace = ({ name }: Parameters): string => `Inquiries/${name}`;

/** By name, since the functions that call it cannot refer to one among themselves. */
export const workFunctionName = ({ name }: Parameters): string => `${name}-work`;

/** What functions/config.ts reads. The pepper goes only to functions that derive or check keys and tokens. */
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
