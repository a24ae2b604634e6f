import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as z from 'zod/mini';
import { runAdmin } from '../../../local/admin/run-admin.ts';
import { ApiKeyView, IssuedApiKey } from '../../../schemas/api/api-keys.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import { type ChildRuntime, startChildRuntime } from '../../support/child-runtime.ts';
import { companySettings } from '../../support/http-world.ts';
import { acceptErrorsOfCore } from '../../support/one-realm.ts';
import { adminProcess } from './admin-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'admin-'));
let runtime: ChildRuntime;
beforeAll(async () => {
  acceptErrorsOfCore();
  Object.assign(process.env, { DATA_DIR: dataDir });
  runtime = await startChildRuntime({ dataDir, port: 0, awsPort: 0 });
}, 60_000);
afterAll(async () => {
  await runtime.stop();
  rmSync(dataDir, { recursive: true });
});

const admin = (...args: readonly string[]) => runAdmin(args);
const json = async <T>(schema: z.ZodMiniType<T>, ...args: readonly string[]): Promise<T> => {
  const { output, errors } = await admin(...args, '--json');
  expect(errors).toBe('');
  return schema.parse(JSON.parse(output));
};

const Created = z.object({
  companyId: z.string(),
  name: z.string(),
  plan: z.string(),
  apiKey: z.object({ id: z.string(), key: z.string() }),
});
const office = ['--name', '한빛 상점', '--manager-name', '김하늘', '--manager-email', 'haneul@example.com'];
const newCompany = () => json(Created, 'company', 'create', ...office);

const fileOf = (name: string, content: unknown): string => {
  const file = join(dataDir, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const statusWith = async (key: string): Promise<number> =>
  (await fetch(`${runtime.file.apiUrl}/v1/api-keys`, { headers: { authorization: `Bearer ${key}` } })).status;

test('a company is made with a key that works, and the hours of an office', async () => {
  const { companyId, name, plan, apiKey } = await newCompany();

  expect([name, plan]).toEqual(['한빛 상점', 'basic']);
  expect(await statusWith(apiKey.key)).toBe(200);
  expect(await json(CompanySettings, 'company', 'show', companyId)).toMatchObject({
    companyId,
    locale: 'ko',
    calendar: { timeZone: 'Asia/Seoul', hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' })) },
    slaMinutes: { high: 60, medium: 240, low: 540 },
    staff: [{ agentId: 'manager', name: '김하늘', email: 'haneul@example.com', role: 'manager' }],
  });
});

test('the command of a shell does the same', async () => {
  const made = await adminProcess(['company', 'create', ...office, '--json'], { DATA_DIR: dataDir });
  const refused = await adminProcess(['company', 'show', 'nobody'], { DATA_DIR: dataDir });

  expect([made.code, made.errors]).toEqual([0, '']);
  expect(await statusWith(Created.parse(JSON.parse(made.output)).apiKey.key)).toBe(200);
  expect(refused).toEqual({
    code: 1,
    output: '',
    errors: 'The company id is not valid:\n  company id: expected a lower-case ULID\n',
  });
}, 60_000);

test('for people the key is printed once, with a word to keep it', async () => {
  const { code, output } = await admin('company', 'create', ...office, '--locale', 'en', '--plan', 'pro');

  expect(code).toBe(0);
  expect(output).toMatch(
    /^Company {2}[0-9a-z]{26} {2}한빛 상점 \(pro\)\nAPI key {2}iwk_live_\S+\nKeep the key now: it is not shown again\.\n$/,
  );
});

test('a settings file makes a company of all its settings, and what is shown can be such a file', async () => {
  const { companyId, ...settings } = companySettings('01jd0000000000000000000fff', 'From a file');

  const made = await json(Created, 'company', 'create', '--settings', fileOf('settings.json', settings));
  const shown = await json(CompanySettings, 'company', 'show', made.companyId);
  const again = await admin('company', 'create', '--settings', fileOf('again.json', shown));

  expect(shown).toEqual({ companyId: made.companyId, ...settings });
  expect(made.companyId).not.toBe(companyId);
  expect([again.code, again.errors]).toEqual([1, `The company ${made.companyId} exists already\n`]);
});

test.each([
  ['a bad address', ['--manager-email', 'nobody'], 'staff[0].email: '],
  ['an unknown zone', ['--time-zone', 'Asia/Atlantis'], 'calendar.timeZone: expected an IANA time zone'],
  ['an unknown plan', ['--plan', 'gold'], 'plan: '],
])('%s is refused with the path at fault', async (_, args, fault) => {
  const { code, output, errors } = await admin('company', 'create', ...office, ...args);

  expect([code, output]).toEqual([1, '']);
  expect(errors).toContain(`The company is not valid:\n  ${fault}`);
});

test('a misspelt field of a settings file is refused, not left out', async () => {
  const file = fileOf('misspelt.json', { ...companySettings('01jd0000000000000000000eee', 'X'), sendTreshold: 4 });

  const { code, errors } = await admin('company', 'create', '--settings', file);

  expect([code, errors]).toEqual([1, 'The settings file is not valid:\n  sendTreshold: Unknown field\n']);
});

test.each([
  [['company', 'create', '--name', 'X'], '--manager-name is missing\n'],
  [
    ['company', 'create', '--settings', 'x.json', '--name', 'X'],
    '--settings says everything: --name cannot go with it\n',
  ],
  [['company', 'create', '--settings', '/nowhere/x.json'], 'There is no file /nowhere/x.json\n'],
  [['company', 'show'], 'The company id is missing\n'],
  [['key', 'list'], '--company is missing\n'],
  [['key', 'list', '--region', 'eu-west-1'], '--region goes with --table\n'],
])('%j is not understood', async (args, said) => {
  expect(await admin(...args)).toEqual({ code: 2, output: '', errors: said });
});

test('what is not a command, or not an option, is answered with what there is', async () => {
  const unknown = await admin('company', 'delete');
  const option = await admin('company', 'list', '--all');

  expect([unknown.code, option.code]).toEqual([2, 2]);
  expect(unknown.errors).toContain('No such command: company delete');
  expect(unknown.errors).toContain('company set-plan');
  expect(option.errors).toContain('See npm run admin -- company list --help');
});

test('every command has help, which needs no runtime', async () => {
  const overview = await admin('--help');
  const names = [...overview.output.matchAll(/^ {2}((?:company|key) \S+)/gm)].map(([, name]) => name ?? '');

  expect(names).toHaveLength(7);
  for (const name of names) {
    const { code, output } = await admin(...name.split(' '), '--help');
    expect([code, output.split('\n')[0]]).toEqual([0, expect.stringContaining(`npm run admin -- ${name}`)]);
  }
});

test('companies are listed, and moved to another plan', async () => {
  const { companyId } = await newCompany();

  const moved = await admin('company', 'set-plan', companyId, 'enterprise');
  const wrong = await admin('company', 'set-plan', companyId, 'gold');

  expect([moved.code, moved.output]).toEqual([0, '한빛 상점: basic → enterprise\n']);
  expect(wrong.code).toBe(1);
  const companies = await json(z.array(z.object({ companyId: z.string(), plan: z.string() })), 'company', 'list');
  expect(companies).toContainEqual({ companyId, plan: 'enterprise' });
  expect(companies.map((company) => company.companyId)).toContain(runtime.file.demo.companyId);
});

test('keys are made, listed and revoked; the last one that manages keys with a warning', async () => {
  const { companyId, apiKey } = await newCompany();
  const company = ['--company', companyId];
  const scopes = ['--mode', 'test', '--scopes', 'inquiries:read,inquiries:write'];

  const made = await json(IssuedApiKey, 'key', 'create', ...company, ...scopes, '--name', 'Trial');
  const listed = await json(z.array(ApiKeyView), 'key', 'list', ...company);
  const revoked = await admin('key', 'revoke', apiKey.id, ...company);

  expect(made).toMatchObject({ name: 'Trial', mode: 'test', scopes: ['inquiries:read', 'inquiries:write'] });
  expect(listed.map(({ id, state }) => [id, state])).toEqual([
    [made.id, 'active'],
    [apiKey.id, 'active'],
  ]);
  expect(revoked.output).toContain('is revoked\n');
  expect(revoked.output).toContain('has no key left that manages keys: make one with key create');
  expect(await statusWith(apiKey.key)).toBe(401);
  expect((await admin('key', 'list', ...company)).output).not.toContain(made.key);
});

test('what is not there is said to be not there', async () => {
  const { companyId } = await newCompany();
  const nobody = '01jd0000000000000000000zzz';

  const company = await admin('key', 'list', '--company', nobody);
  const key = await admin('key', 'revoke', nobody, '--company', companyId);

  expect([company.code, company.errors]).toEqual([1, `There is no company ${nobody}\n`]);
  expect([key.code, key.errors]).toEqual([1, `The company ${companyId} has no key ${nobody}\n`]);
});

test('a table is reached by its name, as on AWS; a key is made under the deployment’s secret', async () => {
  const { dynamodbEndpoint, tableName } = runtime.file;
  const sdk = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    AWS_ACCESS_KEY_ID: '000000000000',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
  const args = ['company', 'create', ...office, '--json', '--table', tableName, '--region', 'us-east-1'];

  const without = await adminProcess(args, sdk);
  const made = await adminProcess(args, { ...sdk, TOKEN_PEPPER: readFileSync(join(dataDir, 'pepper'), 'utf8').trim() });

  expect([without.code, without.output]).toEqual([2, '']);
  expect(without.errors).toContain('TOKEN_PEPPER must be set');
  expect(await statusWith(Created.parse(JSON.parse(made.output)).apiKey.key)).toBe(200);
}, 60_000);

test('without a runtime there is nothing to work on', async () => {
  const { code, errors } = await adminProcess(['company', 'list'], { DATA_DIR: join(dataDir, 'empty') });

  expect(code).toBe(2);
  expect(errors).toContain('start one with npm start, or name a table on AWS with --table');
}, 60_000);

test('credentials are lines for a shell, by which links to objects are good', async () => {
  const { output, errors } = await admin('credentials');
  const told = Object.fromEntries(
    [...output.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
  );

  expect(errors).toBe('');
  expect(told).toEqual({
    AWS_ENDPOINT_URL: runtime.file.awsEndpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: '000000000000',
    AWS_SECRET_ACCESS_KEY: readFileSync(join(dataDir, 'secret-key'), 'utf8').trim(),
  });
  const linkBy = (secretAccessKey: string) => {
    const credentials = { accessKeyId: '000000000000', secretAccessKey };
    const s3 = new S3Client({
      endpoint: runtime.file.awsEndpoint,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
    });
    return getSignedUrl(s3, new GetObjectCommand({ Bucket: runtime.file.bucketName, Key: 'absent' }));
  };
  const [own, other] = [await linkBy(told.AWS_SECRET_ACCESS_KEY ?? ''), await linkBy('x')];
  expect([(await fetch(own)).status, (await fetch(other)).status]).toEqual([404, 403]);
  expect(await admin('credentials', 'now')).toMatchObject({ code: 2, output: '' });
  expect(await admin('credentials', '--table', 'inquiries', '--region', 'eu-west-1')).toMatchObject({ code: 2 });
});
