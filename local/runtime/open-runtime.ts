import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uploadKeptHours } from '../../schemas/api/uploads.ts';
import { openOcr } from '../ai/ocr/ocr.ts';
import { bedrockRuntimeService } from '../aws/bedrock-runtime.ts';
import { createClockRoute } from '../aws/clock-route.ts';
import { comprehendService } from '../aws/comprehend.ts';
import { createDynamodbService } from '../aws/dynamodb.ts';
import { openAwsEndpoint } from '../aws/endpoint.ts';
import { createFaults, type Faults } from '../aws/faults.ts';
import { jsonLog } from '../aws/log.ts';
import { openOutbox } from '../aws/outbox/outbox.ts';
import { malwareTag } from '../aws/s3/malware-scanner.ts';
import { createS3Service } from '../aws/s3/s3.ts';
import { createSesService } from '../aws/ses/ses.ts';
import { createSnsService } from '../aws/sns/sns.ts';
import { textractService } from '../aws/textract.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createConsoleFiles } from '../gateway/console-files.ts';
import { openGateway } from '../gateway/gateway.ts';
import { loadFunctions } from '../lambda/load-functions.ts';
import { createLambdaRuntime, type LambdaRuntime } from '../lambda/runtime.ts';
import { installedOffsetClock } from '../offset-clock.ts';
import { createTurns } from '../stepfunctions/engine/turns.ts';
import { openStepFunctions } from '../stepfunctions/service.ts';
import { startStore } from '../store/store.ts';
import type { AdjustableClock } from '../virtual-clock.ts';
import { apiRoutes } from './api-routes.ts';
import { Disposal } from './disposal.ts';
import { executionEndedRule } from './events.ts';
import { freePort } from './free-port.ts';
import { handlerVariables } from './handler-environment.ts';
import { localModels } from './names.ts';
import type { RuntimeOptions } from './options.ts';
import { ensureResources } from './resources.ts';
import { scheduleSweeper, sweepOnce } from './schedule.ts';
import { tokenPepper } from './secret.ts';

/** As often as AWS schedules at most is a minute; here a lost start need not wait that long. */
const sweepSeconds = 30;

/** Four keep the event loop busy: eight end no more a second, and let requests from outside wait longer (`npm run bench -- api`). */
const taskTurns = { mostAtOnce: 4, longestTurnMs: 100 } as const;

const root = new URL('../../', import.meta.url);
const functionFolders = ['http', 'tasks', 'operations'].map((folder) =>
  fileURLToPath(new URL(`functions/${folder}`, root)),
);
const definitionFile = new URL('statemachines/inquiry.asl.json', root);

export interface Runtime {
  readonly apiUrl: string;
  readonly awsEndpoint: string;
  readonly dynamodbEndpoint: string;
  readonly outboxUrl: string;
  readonly lambda: LambdaRuntime;
  readonly faults: Faults;
  /** One pass of the sweeper, now. */
  sweep(): Promise<void>;
  /** Ends everything in the reverse order of its start; running executions go on at the next start. */
  close(): Promise<void>;
}

/** For tests: another clock, or other functions and another definition than the sources. */
interface OpenOptions {
  readonly clock?: AdjustableClock;
  readonly functionFolders?: readonly string[];
  readonly definitionFile?: URL;
}

/**
 * Starts the whole system in this process, but for the store: AWS endpoint, functions, state machine, API, sweeper.
 * `clock` is for tests; the handlers read `Date`, which the test then moves as well.
 */
export async function openRuntime(options: RuntimeOptions & OpenOptions): Promise<Runtime> {
  const disposal = new Disposal();
  try {
    return await open(options, disposal);
  } catch (error) {
    await disposal.run();
    throw error;
  }
}

async function open(options: RuntimeOptions & OpenOptions, disposal: Disposal): Promise<Runtime> {
  const { dataDir, logLevel, journalSync, llm, smtpUrl, malwareScan = false } = options;
  const log = jsonLog(logLevel);
  const adjustable = options.clock ?? installedOffsetClock();
  const clock: Clock = adjustable ?? systemClock;
  mkdirSync(dataDir, { recursive: true });

  const store = disposal.add(
    await startStore({
      dataDir,
      log,
      ...(options.dynamodbEndpoint !== undefined && { endpoint: options.dynamodbEndpoint }),
    }),
  );
  const faults = createFaults({ clock });
  const ocr = disposal.add(openOcr({ dataDir }));
  const outbox = disposal.add(openOutbox({ dataDir, clock, log, ...(smtpUrl !== undefined && { smtpUrl }) }));

  // The functions are loaded last, since the endpoint's address is part of their environment.
  let lambda: LambdaRuntime | undefined;
  const running = (): LambdaRuntime => {
    if (lambda === undefined) throw new Error('A function was called before the functions were loaded');
    return lambda;
  };
  const turns = createTurns(taskTurns);
  let onEnded: ReturnType<typeof executionEndedRule> = () => {};
  const stepFunctions = disposal.add(
    openStepFunctions({
      journalPath: join(dataDir, 'journal.db'),
      clock,
      journalSync,
      turns,
      invokeLambda: (call) => running().invoke(call),
      onExecutionEnded: (event) => onEnded(event),
    }),
  );
  const apiPort = options.port === 0 ? await freePort() : options.port;
  const publicBaseUrl = options.publicBaseUrl ?? `http://localhost:${apiPort}`;
  const endpoint = disposal.add(
    await openAwsEndpoint({
      port: options.awsPort,
      faults,
      log,
      clockRoute: createClockRoute(adjustable),
      routes: outbox.routes,
      services: {
        states: stepFunctions.service,
        dynamodb: createDynamodbService(store),
        s3: createS3Service({
          dataDir: join(dataDir, 's3'),
          clock,
          scans: malwareScan,
          expiries: [{ prefix: 'uploads/', afterSeconds: uploadKeptHours * 3600 }],
          cors: [
            {
              allowedOrigins: [new URL(publicBaseUrl).origin, `http://127.0.0.1:${apiPort}`],
              allowedMethods: ['POST'],
            },
          ],
        }),
        lambda: (call) => running().service(call),
        textract: textractService({ ocr }),
        comprehend: comprehendService(),
        bedrock: bedrockRuntimeService({ ocr, ...(llm !== undefined && { llm }) }),
        ses: createSesService({ outbox }),
        sns: createSnsService({ outbox }),
      },
    }),
  );
  const dynamodbEndpoint = options.storeThroughEndpoint ? endpoint.url : store.endpoint;

  Object.assign(
    process.env,
    handlerVariables({
      awsEndpoint: endpoint.url,
      dynamodbEndpoint,
      publicBaseUrl,
      pepper: tokenPepper(dataDir),
      logLevel,
      webhookAllowedHosts: options.webhookAllowedHosts,
      ...(malwareScan && { malwareTag }),
      answerModelId: llm?.model ?? localModels.answer,
    }),
  );
  lambda = createLambdaRuntime({
    functions: await loadFunctions(options.functionFolders ?? functionFolders),
    clock,
    faults,
    log,
  });
  onEnded = executionEndedRule(lambda, log);
  await ensureResources({
    awsEndpoint: endpoint.url,
    dynamodbEndpoint,
    definitionFile: options.definitionFile ?? definitionFile,
  });
  await stepFunctions.resume();
  const stopSweeper = scheduleSweeper({ lambda, clock, log, everySeconds: sweepSeconds });
  disposal.add({ close: async () => stopSweeper() });
  const gateway = disposal.add(
    await openGateway({
      port: apiPort,
      routes: apiRoutes,
      consoleFiles: createConsoleFiles(fileURLToPath(new URL('web', root))),
      authorizerFunction: 'authorizer',
      lambda,
      backlog: turns,
      clock,
      log,
    }),
  );
  const loaded = lambda;
  return {
    apiUrl: gateway.url,
    awsEndpoint: endpoint.url,
    dynamodbEndpoint,
    outboxUrl: `${endpoint.url}/_aws/outbox`,
    lambda,
    faults,
    sweep: () => sweepOnce(loaded),
    close: () => disposal.run(),
  };
}
