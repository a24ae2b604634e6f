import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, bundleFunctions } from '../../infra/bundle/bundle-functions.ts';
import { withPlainKeys } from '../../infra/bundle/lean-schemas.ts';
import { type FunctionName, functionTable } from '../../infra/functions/function-table.ts';
import type { GrantWord } from '../../infra/functions/grant-words.ts';
import { setFunctionEnvironment } from '../support/function-environment.ts';

const require = createRequire(import.meta.url);
const outdir = mkdtempSync(join(tmpdir(), 'bundles-'));
let bundles: readonly Bundle[];

beforeAll(async () => {
  setFunctionEnvironment();
  bundles = await bundleFunctions(outdir);
});

afterAll(() => rmSync(outdir, { recursive: true }));

test('every function has a bundle that loads and exports its handler', () => {
  expect(bundles.map(({ name }) => name).sort()).toEqual(Object.keys(functionTable).sort());
  for (const { name, folder } of bundles) {
    const loaded: unknown = require(join(folder, 'index.cjs'));
    expect([name, loaded]).toEqual([name, expect.objectContaining({ handler: expect.any(Function) })]);
  }
});

test('the largest bundle, with five clients, stays below 800 KB, without what a function loads when it is first needed', () => {
  expect(bundles.flatMap(({ name, bytes }) => (bytes > 800_000 ? [[name, bytes]] : []))).toEqual([]);
  expect(bundles.filter(({ lazyBytes }) => lazyBytes > 0).map(({ name }) => name)).toEqual(['extract-text']);
});

test('no bundle holds what Lambda never reaches', () => {
  const present = new Set(bundles.flatMap(({ packages }) => packages));
  const unreachable = [
    '@aws-sdk/nested-clients',
    '@aws-sdk/credential-provider-node',
    'jsonschema',
    '@middy/validator',
  ];
  expect(unreachable.filter((name) => present.has(name))).toEqual([]);
});

const clientOf: Readonly<Record<string, readonly GrantWord[]>> = {
  'client-s3': [
    'attachments:read',
    'attachments:write',
    'attachments:tags',
    'attachments:delete',
    'exports:read',
    'exports:write',
    'uploads:take',
    'knowledge:read',
    'knowledge:write',
  ],
  'client-sfn': ['machine:start', 'machine:ring', 'machine:describe'],
  'client-sesv2': ['mail:send'],
  'client-sns': ['escalations:publish'],
  'client-lambda': ['work:start'],
  'client-textract': ['textract:read'],
  'client-comprehend': ['comprehend:analyze'],
  'client-bedrock-runtime': ['model:answer', 'model:transcribe', 'model:embed'],
};

test('a function has the clients of the services that it is granted, and no others', () => {
  for (const { name, packages } of bundles) {
    const grants: readonly GrantWord[] = functionTable[nameOf(name)].grants;
    for (const [client, words] of Object.entries(clientOf))
      expect([name, client, packages.includes(`@aws-sdk/${client}`)]).toEqual([
        name,
        client,
        grants.some((word) => words.includes(word)),
      ]);
  }
});

test('only what reads PDFs ships the PDF reader, in a file beside its own', () => {
  const [reader] = bundles.filter(({ packages }) => packages.includes('unpdf'));
  expect(readdirSync(reader?.folder ?? '').sort()).toEqual(['index.cjs', 'pdf-page.cjs']);
  expect(readFileSync(join(reader?.folder ?? '', 'index.cjs'), 'utf8')).toContain('require("./pdf-page.cjs")');
});

test('constant keys of SDK shapes are written out and unknown ones left alone', () => {
  const source = 'const _hH = "httpHeader";\nexport var A = [{ [_hH]: _x }, { [other]: 1 }];\n';
  expect(withPlainKeys(source)).toContain('[{ "httpHeader": _x }, { [other]: 1 }]');
});

const isFunctionName = (name: string): name is FunctionName => name in functionTable;

function nameOf(name: string): FunctionName {
  if (!isFunctionName(name)) throw new Error(`${name} has no row in the function table`);
  return name;
}
