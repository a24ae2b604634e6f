import { isAscii } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { InspectionJob } from '../../functions/documents/inspect-file.ts';
import { openWorkerPool } from '../../functions/workers/worker-pool.ts';
import { type Bundle, writeCode } from '../../infra/bundle/bundle.ts';
import { asModule, withPlainKeys } from '../../infra/bundle/lean-packages.ts';
import { type FunctionName, functionTable } from '../../infra/functions/function-table.ts';
import type { GrantWord } from '../../infra/functions/grant-words.ts';
import { pdfWith, streamOf } from '../domain/attachments/pdf-file.ts';
import { bundled } from '../support/bundled.ts';
import { setFunctionEnvironment } from '../support/function-environment.ts';

const require = createRequire(import.meta.url);
const outdir = mkdtempSync(join(tmpdir(), 'written-'));
let bundles: readonly Bundle[];

beforeAll(() => {
  setFunctionEnvironment();
  bundles = bundled();
}, 120_000);

afterAll(() => rmSync(outdir, { recursive: true }));

test('every function has a bundle that loads and exports its handler', () => {
  expect(bundles.map(({ name }) => name).sort()).toEqual(Object.keys(functionTable).sort());
  for (const { name, folder } of bundles) {
    const loaded: unknown = require(join(folder, 'index.cjs'));
    expect([name, loaded]).toEqual([name, expect.objectContaining({ handler: expect.any(Function) })]);
  }
});

test('every bundle is ASCII, so that V8 holds it at one byte a character', () => {
  const files = bundles.flatMap(({ folder }) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const code = files.filter((file) => file.endsWith('.cjs') && !file.includes('node_modules'));
  expect(code.length).toBeGreaterThanOrEqual(bundles.length);
  expect(code.filter((file) => !isAscii(readFileSync(file)))).toEqual([]);
});

test('code is written in ASCII with the same meaning, or not at all', () => {
  const path = join(outdir, 'code', 'index.cjs');
  writeCode(path, 'module.exports = ["가나".match(/[가-힣]+/)[0], /^\\\\가$/.test("\\\\가"), /^😀$/u.test("😀")];');

  expect(isAscii(readFileSync(path))).toBe(true);
  expect(require(path)).toEqual(['가나', true, true]);
  expect(() => writeCode(path, '/\\가/')).toThrow('cannot be written in ASCII');
});

test('no bundle has more than 700 KB, with what it loads later, but for the PDF reader', () => {
  const whole = bundles.map(({ name, bytes, lazyBytes }) => [
    name,
    name === 'extract-text' ? bytes : bytes + lazyBytes,
  ]);
  expect(whole.filter(([, bytes = 0]) => Number(bytes) > 700_000)).toEqual([]);
});

test('a function of many routes or errands loads at the start what all of them need, in a few files', () => {
  const later = bundles.filter(({ lazyBytes }) => lazyBytes > 0);
  expect(later.map(({ name }) => name)).toEqual([
    'admin',
    'agent',
    'extract-text',
    'intake',
    'knowledge',
    'public',
    'read',
    'retrieve-knowledge',
    'sweep',
    'work',
  ]);
  for (const { name, folder, bytes } of later) {
    const sizes = loadedWith(join(folder, 'index.cjs')).map((part) => statSync(part).size);
    expect([name, sizes.reduce((sum, size) => sum + size, 0)]).toEqual([name, bytes]);
    expect(sizes.length).toBeLessThanOrEqual(6);
  }
});

/** What Node has loaded once it has loaded the file, told by a process of its own. */
function loadedWith(file: string): readonly string[] {
  const script = 'require(process.argv[1]); process.stdout.write(JSON.stringify(Object.keys(require.cache)))';
  const env = { PATH: process.env.PATH };
  return JSON.parse(execFileSync(process.execPath, ['--eval', script, file], { encoding: 'utf8', env }));
}

test('the bodies of workers come with the functions that start them, and refuse a hostile file there', async () => {
  const withBodies = bundles.flatMap(({ name, folder }) => {
    const bodies = readdirSync(folder).filter((file) => file.endsWith('.worker.cjs'));
    return bodies.map((body) => [name, body]);
  });
  const file = join(folderOf('intake'), 'inspect-file.worker.cjs');
  const pool = openWorkerPool<InspectionJob, unknown>(file, { ...poolLimits, jobMs: 20_000 });
  const bytes = pdfWith([
    streamOf(4, { dictionary: '/Filter [/Fl /Fl]', data: deflateSync(deflateSync(Buffer.alloc(400_000_000))) }),
  ]);
  const limits = { pdfPages: 10, imagePixels: 40_000_000 };

  expect(withBodies).toEqual([
    ['extract-text', 'read-pdf-page.worker.cjs'],
    ['intake', 'inspect-file.worker.cjs'],
  ]);
  expect(readFileSync(join(folderOf('intake'), startsWorkers('intake')), 'utf8')).toContain('__dirname');
  expect(await pool.run({ bytes, declared: 'application/pdf', limits })).toMatchObject({ reason: 'inflates_too_far' });
  pool.close();
});

const poolLimits = { heapMb: 64, residentMb: 256, workers: 1, waiting: 1, idleMs: 1_000 } as const;

function folderOf(name: string): string {
  const bundle = bundles.find((one) => one.name === name);
  if (bundle === undefined) throw new Error(`${name} has no bundle`);
  return bundle.folder;
}

/** The file of the bundle that names the body of a worker. */
function startsWorkers(name: string): string {
  const folder = folderOf(name);
  const naming = readdirSync(folder).find((file) => readFileSync(join(folder, file), 'utf8').includes('.worker.cjs'));
  if (naming === undefined) throw new Error(`${name} starts no workers`);
  return naming;
}

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

test('only what reads PDFs ships the PDF reader', () => {
  expect(bundles.filter(({ packages }) => packages.includes('unpdf')).map(({ name }) => name)).toEqual([
    'extract-text',
  ]);
});

test('ElectroDB as modules: what it imports and exports, and a form it has not had is refused', () => {
  const source =
    "const { a, b } = require('./x');\nconst v = require('./y');\nmodule.exports = {\n  a,\n  model: v,\n};\n";
  expect(asModule(source)).toBe(
    "import { a, b } from './x';\nimport * as v from './y';\nexport {\n  a,\n  v as model,\n};\n",
  );
  expect(() => asModule("exports.a = require('./x').a;")).toThrow('written otherwise');
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
