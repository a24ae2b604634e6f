import { join } from 'node:path';
import { uploadKeptHours } from '../../schemas/api/uploads.ts';
import type { Ocr } from '../ai/ocr/ocr.ts';
import { bedrockRuntimeService } from '../aws/bedrock-runtime/bedrock-runtime.ts';
import { comprehendService } from '../aws/comprehend/comprehend.ts';
import { createDynamodbService } from '../aws/dynamodb/dynamodb.ts';
import type { Outbox } from '../aws/outbox/outbox.ts';
import { createS3Service } from '../aws/s3/s3.ts';
import type { AwsService } from '../aws/service.ts';
import { createSesService } from '../aws/ses/ses.ts';
import { createSnsService } from '../aws/sns/sns.ts';
import { textractService } from '../aws/textract/textract.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { RuntimeOptions } from './options.ts';

/** Every AWS service of the endpoint, by the name under which requests are signed for it. */
export function awsServices({
  options: { dataDir, llm, malwareScan = false },
  clock,
  secretAccessKey,
  webOrigins,
  store,
  ocr,
  outbox,
  stepFunctions,
  lambda,
}: {
  readonly options: RuntimeOptions;
  readonly clock: Clock;
  /** By which the functions sign links and forms. */
  readonly secretAccessKey: string;
  /** Whose pages may upload. */
  readonly webOrigins: readonly string[];
  readonly store: Store;
  readonly ocr: Ocr;
  readonly outbox: Outbox;
  readonly stepFunctions: AwsService;
  readonly lambda: AwsService;
}) {
  return {
    states: stepFunctions,
    dynamodb: createDynamodbService(store),
    s3: createS3Service({
      dataDir: join(dataDir, 's3'),
      clock,
      secretAccessKey,
      scans: malwareScan,
      expiries: [{ prefix: 'uploads/', afterSeconds: uploadKeptHours * 3600 }],
      cors: [{ allowedOrigins: webOrigins, allowedMethods: ['POST'] }],
    }),
    lambda,
    textract: textractService({ ocr }),
    comprehend: comprehendService(),
    bedrock: bedrockRuntimeService({ ocr, ...(llm !== undefined && { llm }) }),
    ses: createSesService({ outbox }),
    sns: createSnsService({ outbox }),
  };
}
