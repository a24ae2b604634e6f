import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portOf } from '../../domain/webhooks/addresses.ts';
import { uploadKeptHours } from '../../schemas/api/uploads.ts';
import { openOcr } from '../ai/ocr/ocr.ts';
import { createAuthentication } from '../aws/authentication.ts';
import { createClockRoute } from '../aws/control-routes.ts';
import { openAwsEndpoint } from '../aws/endpoint.ts';
import { createFaults, type Faults } from '../aws/faults.ts';
import { jsonLog } from '../aws/log.ts';
import { openOutbox } from '../aws/outbox/outbox.ts';
import { malwareTag } from '../aws/s3/object-tagging.ts';
import { openServices } from '../aws/services.ts';
import { type AdjustableClock, type Clock, installedOffsetClock, systemClock } from '../clock.ts';
import { inspectDataFolder } from '../data-folder/inspect-data-folder.ts';
import { keepPrivate } from '../data-folder/kept-files.ts';
import { createConsoleFiles } from '../gateway/console-files.ts';
import { openGateway } from '../gateway/gateway.ts';
import { createLambdaRuntime, type LambdaRuntime } from '../lambda/runtime.ts';
import { localModels } from '../names.ts';
import { endTasks } from '../stepfunctions/engine/pausable-scheduler.ts';
import { concealInOutput, startStore } from '../store/store.ts';
import { executionEndedRule, scheduleSweeper, sweepOnce } from './event-bridge.ts';
import { handlerVariables, secretAccessKeyOf, tokenPepper } from './handler-environment.ts';
import { type OpenFunctions, openFunctions } from './open-functions.ts';
import { openWorkflow } from './open-workflow.ts';
import type { RuntimeOptions } from './options.ts';
import { ensureResources } from './resources.ts';
import { Disposal } from './shutdown.ts';
import { apiRoutes, freePort, loopbackOrigins, siteOf } from './site.ts';
import type { DiskSize } from './watch-space.ts';

/** As often as AWS schedules at most is a minute; here a lost start need not wait that long. */
const sweepSeconds = 30;

const root = new URL('../../', import.meta.url);
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
  /** Ends everything in the reverse order of its start; running executions resume at the next start. */
  close(): Promise<void>;
}

interface OpenOptions {
  /** Whether the functions run in threads of their own; default in this one, as tests that move the time need it. */
  readonly inThreads?: boolean;
  /** For tests: another clock, or other functions and another definition than the sources. */
  readonly clock?: AdjustableClock;
  readonly functionFolders?: readonly string[];
  readonly definitionFile?: URL;
  /** For tests: of another disk than that of the data folder. */
  readonly diskSize?: (folder: string) => DiskSize;
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
  keepPrivate(dataDir);
  const hasOwnStore = options.dynamodbEndpoint === undefined;
  inspectDataFolder(dataDir, { hasOwnStore, startWithout: options.startWithout ?? [], nowMs: Date.now() });
  const pepper = tokenPepper(dataDir); // before all else: where anything is, it has been

  const store = disposal.add(
    await startStore({
      dataDir,
      log,
      ...(options.dynamodbEndpoint !== undefined && { endpoint: options.dynamodbEndpoint }),
    }),
  );
  const unveil = concealInOutput(new URL(store.endpoint).host, 'the store');
  disposal.add({ close: async () => unveil() });
  const faults = createFaults({ clock });
  const outbox = disposal.add(openOutbox({ dataDir, clock, log, ...(smtpUrl !== undefined && { smtpUrl }) }));

  // The functions are loaded last, since the endpoint's address is part of their environment.
  let opened: OpenFunctions | undefined;
  let lambda: LambdaRuntime | undefined;
  const running = (): LambdaRuntime => {
    if (lambda === undefined) throw new Error('A function was called before the functions were loaded');
    return lambda;
  };
  let onEnded: ReturnType<typeof executionEndedRule> = () => {};
  const { diskSize: sizeOf } = options;
  const workflow = openWorkflow({
    dataDir,
    clock,
    log,
    journalSync,
    ...(sizeOf !== undefined && { sizeOf }),
    disposal,
    areTasksBusy: () => opened?.areTasksBusy() ?? false,
    invokeLambda: (call) => running().invoke(call),
    onExecutionEnded: (event) => onEnded(event),
  });
  const { stepFunctions, scheduler } = workflow;
  const secretAccessKey = secretAccessKeyOf(dataDir);
  const apiPort = options.port === 0 ? await freePort() : options.port;
  const publicBaseUrl = options.publicBaseUrl ?? `http://localhost:${apiPort}`;
  const site = siteOf({ publicBaseUrl, allowedHosts: options.allowedHosts ?? [] });
  const endpoint = disposal.add(
    await openAwsEndpoint({
      port: options.awsPort,
      faults,
      log,
      ...(options.awsEndpointAuth === true && { authentication: createAuthentication({ secretAccessKey, clock }) }),
      clockRoute: createClockRoute(adjustable && together(adjustable, (ms) => opened?.advance(ms))),
      routes: outbox.routes,
      services: openServices({
        objectFolder: join(dataDir, 's3'),
        clock,
        secretAccessKey,
        scans: malwareScan,
        expiries: [{ prefix: 'uploads/', afterSeconds: uploadKeptHours * 3600 }],
        cors: [{ allowedOrigins: [...site.ownOrigins, ...loopbackOrigins(apiPort)], allowedMethods: ['POST'] }],
        store,
        ocr: disposal.add(openOcr({ dataDir })),
        ...(llm !== undefined && { llm }),
        outbox,
        stepFunctions: stepFunctions.service,
        lambda: (call) => running().service(call),
      }),
    }),
  );
  const dynamodbEndpoint = options.storeThroughEndpoint ? endpoint.url : store.endpoint;

  Object.assign(
    process.env,
    handlerVariables({
      awsEndpoint: endpoint.url,
      dynamodbEndpoint,
      publicBaseUrl,
      secretAccessKey,
      pepper,
      logLevel,
      webhookAllowedHosts: options.webhookAllowedHosts,
      ownPorts: [apiPort, endpoint.port, portOf(new URL(store.endpoint))],
      ...(malwareScan && { malwareTag }),
      answerModelId: llm?.model ?? localModels.answer,
      ...(options.modelTimeoutSeconds !== undefined && { modelTimeoutSeconds: options.modelTimeoutSeconds }),
    }),
  );
  opened = disposal.add(
    await openFunctions({ inThreads: options.inThreads ?? false, folders: options.functionFolders, clock, log }),
  );
  lambda = createLambdaRuntime({ functions: opened.functions, clock, faults, log });
  onEnded = executionEndedRule(lambda, log);
  await ensureResources({
    awsEndpoint: endpoint.url,
    dynamodbEndpoint,
    secretAccessKey,
    definitionFile: options.definitionFile ?? definitionFile,
  });
  await stepFunctions.resume();
  disposal.add({ close: () => endTasks(scheduler) });
  const stopSweeper = scheduleSweeper({ lambda, clock, log, everySeconds: sweepSeconds });
  disposal.add({ close: async () => stopSweeper() });
  const gateway = disposal.add(
    await openGateway({
      port: apiPort,
      routes: apiRoutes,
      consoleFiles: createConsoleFiles(fileURLToPath(new URL('web', root))),
      authorizerFunction: 'authorizer',
      ...site,
      lambda,
      tenantOf: workflow.companies.ofRequest,
      activeRequests: workflow.activeRequests,
      backlog: scheduler,
      hasRoom: workflow.space.hasRoom,
      trustedProxies: options.trustedProxies ?? [],
      clock,
      log,
    }),
  );
  disposal.add(workflow.planWeights);
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

/** A clock that is moved on once those of the functions' threads have been. */
const together = (clock: AdjustableClock, others: (ms: number) => Promise<void> | undefined): AdjustableClock => ({
  ...clock,
  async advance(ms) {
    await others(ms);
    await clock.advance(ms);
  },
});
