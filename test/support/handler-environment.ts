import { handlerVariables, secretAccessKeyOf, tokenPepper } from '../../local/runtime/handler-environment.ts';
import type { RuntimeFile } from '../../local/runtime/runtime-file.ts';

/**
 * Gives this process the environment of a running runtime's functions, so that a test may call their writes and reads.
 */
export function setEnvironmentOf({ awsEndpoint, dynamodbEndpoint, apiUrl }: RuntimeFile, dataDir: string): void {
  Object.assign(
    process.env,
    handlerVariables({
      awsEndpoint,
      dynamodbEndpoint,
      publicBaseUrl: apiUrl,
      pepper: tokenPepper(dataDir),
      secretAccessKey: secretAccessKeyOf(dataDir),
      logLevel: 'silent',
      webhookAllowedHosts: 'localhost,127.0.0.1',
    }),
  );
}
