import { handlerVariables, tokenPepper } from '../runtime/handler-environment.ts';
import { findRuntime } from '../runtime/runtime-file.ts';
import { type Command, textOf, UsageError } from './command.ts';

interface Place {
  /** Of a deployment on AWS; the running runtime of `$DATA_DIR` when absent. */
  readonly table: string | undefined;
  readonly region: string | undefined;
  readonly makesKeys: boolean;
}

/** Gives this process the environment in which the functions' reads and writes work. @throws UsageError */
export async function enterPlace({ table, region, makesKeys }: Place): Promise<void> {
  if (table === undefined && region !== undefined) throw new UsageError('--region goes with --table');
  Object.assign(process.env, table === undefined ? await onThisMachine() : onAws({ table, region, makesKeys }));
}

async function onThisMachine(): Promise<Readonly<Record<string, string>>> {
  const dataDir = process.env.DATA_DIR ?? '.data';
  const runtime = await findRuntime(dataDir);
  if (runtime === null) {
    throw new UsageError(
      `No runtime runs on the data folder ${dataDir}; start one with npm start, or name a table on AWS with --table`,
    );
  }
  return handlerVariables({ ...placeless, ...runtime, pepper: tokenPepper(dataDir), publicBaseUrl: runtime.apiUrl });
}

const placeless = { logLevel: 'silent', webhookAllowedHosts: '' } as const;

/**
 * The table, by the SDK's own credentials. What else the functions are told is filled in, since no command here uses
 * it.
 */
function onAws({ table, region, makesKeys }: Omit<Place, 'table'> & { table: string }) {
  const { TOKEN_PEPPER: pepper, AWS_REGION: ownRegion } = process.env;
  const wantedRegion = region ?? ownRegion;
  if (wantedRegion === undefined) throw new UsageError('--region is missing, and AWS_REGION is not set');
  if (makesKeys && (pepper ?? '').length < 32)
    throw new UsageError('TOKEN_PEPPER must be set to the secret of the deployment, since a key is made');
  const nowhere = 'http://localhost';
  const { TOKEN_PEPPER: _, ...others } = handlerVariables({
    ...placeless,
    awsEndpoint: nowhere,
    dynamodbEndpoint: nowhere,
    publicBaseUrl: nowhere,
    pepper: '',
    secretAccessKey: '',
  });
  const filled = Object.entries(others).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(filled), TABLE_NAME: table, AWS_REGION: wantedRegion };
}

const names = [
  'AWS_ENDPOINT_URL',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
] as const;

export const credentials: Command = {
  name: 'credentials',
  summary: 'print what an AWS CLI or SDK needs to call this machine, as lines for a shell',
  usage: '',
  help: ['eval "$(npm run --silent admin -- credentials)" takes them into a shell. The secret signs links to objects.'],
  options: {},
  async run(given) {
    if (given.positionals.length > 0) throw new UsageError('credentials takes no argument');
    if (textOf(given, 'table') !== undefined) throw new UsageError('credentials are those of this machine, not of AWS');
    const told = Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
    return { json: told, lines: Object.entries(told).map(([name, value]) => `export ${name}='${value}'`) };
  },
};
