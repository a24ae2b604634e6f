import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type OutputFile, type TransformOptions, transform } from 'esbuild';
import { type Bundle, loadedAtStart, packagesOf, writeCode } from './bundle.ts';
import { bundleOptions, copyFiles, entryOf, outputOptions, workerBodiesOf } from './bundle-options.ts';

const bundleFolder = fileURLToPath(new URL('../../dist/', import.meta.url));

/**
 * Bundles every function into `<outdir>/<name>/`, with the SDK inside: the one of the Lambda runtime changes without
 * notice. Most are one file; those that fetch something by `import()`, or start workers, are in parts.
 */
export async function bundleFunctions(outdir: string = bundleFolder): Promise<readonly Bundle[]> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const functions = findFunctions();
  const later = await fetchesLater(functions);
  const [whole, ...inParts] = await Promise.all([
    bundleInOne(
      functions.filter(({ name }) => !later.has(name)),
      outdir,
    ),
    ...functions.flatMap((found) => {
      const workers = later.get(found.name);
      return workers === undefined ? [] : [bundleInParts(found, { outdir, workers })];
    }),
  ]);
  const bundles = [...whole, ...inParts].sort((a, b) => a.name.localeCompare(b.name));
  writeFileSync(`${outdir}/bundles.json`, `${JSON.stringify(bundles, null, 2)}\n`);
  return bundles;
}

/**
 * The functions with a source, packages aside, that calls `import()` or starts a worker: by name, with the
 * bodies of their workers.
 */
async function fetchesLater(functions: readonly FoundFunction[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { metafile } = await build({
    entryPoints: functions.map(({ name, file }) => ({ in: file, out: name })),
    outdir: 'unused',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const fetching = new Set(
    Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
      imports.some(({ kind, external }) => kind === 'dynamic-import' && external !== true) ? [path] : [],
    ),
  );
  return new Map(
    Object.entries(metafile.outputs).flatMap(([path, { inputs }]) => {
      const sources = Object.keys(inputs);
      const bodies = workerBodiesOf(sources);
      const isInParts = bodies.length > 0 || sources.some((source) => fetching.has(source));
      return isInParts ? [[basename(path, '.js'), bodies]] : [];
    }),
  );
}

/** Each function as one file, all in one pass. CommonJS starts 8–31 ms faster than ESM on Lambda. */
async function bundleInOne(functions: readonly FoundFunction[], outdir: string): Promise<readonly Bundle[]> {
  const entryPoints = functions.map(({ name, file }) => ({ in: file, out: `${name}/index` }));
  const { metafile, outputFiles } = await build({ ...bundleOptions, format: 'cjs', entryPoints, outdir, write: false });
  return functions.map(({ name }) => {
    const ending = `/${name}/index.cjs`;
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(ending))?.[1];
    if (file === undefined || output === undefined) throw new Error(`esbuild made no bundle for the function ${name}`);
    const bytes = writeCode(file.path, file.text);
    return { name, folder: join(outdir, name), bytes, lazyBytes: 0, packages: packagesOf([output]) };
  });
}

/** What is fetched by `import()` becomes a file of its own, and what several files need another. */
const split = {
  ...bundleOptions,
  splitting: true,
  format: 'esm',
  chunkNames: 'part-[hash]',
  write: false,
} as const satisfies BuildOptions;

/** esbuild splits ES modules only, so the parts are made CommonJS afterwards. */
const asCommonJs = {
  ...outputOptions,
  format: 'cjs',
  supported: { 'dynamic-import': false },
} as const satisfies TransformOptions;

/** A function as `index.cjs`, the bodies of its workers, and parts; nothing is in the folder twice. */
async function bundleInParts(
  { name, file }: FoundFunction,
  { outdir, workers }: { outdir: string; workers: readonly string[] },
): Promise<Bundle> {
  const folder = join(outdir, name);
  const entryPoints = [{ in: file, out: 'index' }, ...workers.map(entryOf)];
  const { outputFiles, metafile } = await build({ ...split, entryPoints, outdir: folder });
  const sizes = await Promise.all(outputFiles.map((output) => write(output, folder)));
  const atStart = loadedAtStart(metafile);
  const sum = (wanted: boolean) =>
    sizes.reduce((total, { part, bytes }) => (atStart.has(part) === wanted ? total + bytes : total), 0);
  const packages = packagesOf(Object.values(metafile.outputs));
  return { name, folder, bytes: sum(true), lazyBytes: sum(false) + copyFiles(metafile, folder), packages };
}

async function write({ path, text }: OutputFile, folder: string) {
  const { code } = await transform(text, asCommonJs);
  const part = basename(path);
  return { part, bytes: writeCode(join(folder, part), code) };
}

/** The folders whose every file is a Lambda function; the one-machine runtime reads the same three. */
const functionFolders = ['http', 'tasks', 'operations'] as const;
type FunctionFolder = (typeof functionFolders)[number];

interface FoundFunction {
  /** The file's name without its suffix: `begin-processing`. */
  readonly name: string;
  readonly folder: FunctionFolder;
  readonly file: string;
}

const sources = new URL('../../functions/', import.meta.url);

/** Every function, by name, as the folders have them, so that infra and local cannot drift. */
export function findFunctions(): readonly FoundFunction[] {
  const found = functionFolders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, sources))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({
        name: basename(name, '.ts'),
        folder,
        file: fileURLToPath(new URL(`${folder}/${name}`, sources)),
      })),
  );
  const twice = found.find(({ name }, index) => found.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new Error(`Two files define the function ${twice.name}: the other is ${twice.file}`);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
