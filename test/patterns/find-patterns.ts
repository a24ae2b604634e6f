import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@babel/parser';

/** A regular expression and where it stands, as `file:line`. */
export interface Pattern {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

export interface Patterns {
  readonly found: readonly Pattern[];
  /** Places that call `RegExp` and did not while their modules loaded: what they match comes from data. */
  readonly unknown: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');

/** Every regular expression of the folders: literals from the syntax trees, built ones by loading the modules. */
export async function findPatterns(folders: readonly string[]): Promise<Patterns> {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,js}`, { cwd: root })).toSorted();
  const nodes = files.map((file) => ({ file, ...patternNodesOf(file) }));
  const building = nodes.filter(({ builders }) => builders.length > 0);
  const built = await loadRecording([
    ...files.filter((file) => file.startsWith('domain/')),
    ...building.map(({ file }) => file),
  ]);
  return {
    found: [...nodes.flatMap(({ literals }) => literals), ...built.map(({ pattern }) => pattern)],
    unknown: building
      .flatMap(({ file, builders }) => builders.map((line) => `${file}:${line}`))
      .filter((place) => !built.some(({ frames }) => frames.includes(place))),
  };
}

function patternNodesOf(file: string): { literals: readonly Pattern[]; builders: readonly number[] } {
  const literals: Pattern[] = [];
  const builders: number[] = [];
  const { program } = parse(readFileSync(resolve(root, file), 'utf8'), {
    sourceType: 'module',
    plugins: ['typescript'],
  });
  visit(program, (node) => {
    const line = lineOf(node);
    if (node.type === 'RegExpLiteral')
      literals.push({ at: `${file}:${line}`, source: String(node.pattern), flags: String(node.flags) });
    if (isCallOf(node, 'RegExp')) builders.push(line);
  });
  return { literals, builders };
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isNode(value)) {
    see(value);
    for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child, see);
  }
}

const lineOf = (node: Node): number => (isNode(node.loc) && isNode(node.loc.start) ? Number(node.loc.start.line) : 0);

const isCallOf = ({ type, callee }: Node, name: string): boolean =>
  (type === 'NewExpression' || type === 'CallExpression') && isNode(callee) && callee.name === name;

interface Built {
  readonly pattern: Pattern;
  /** Our own places on the stack, innermost first. */
  readonly frames: readonly string[];
}

/** Loads the modules while `RegExp` notes who calls it. */
async function loadRecording(files: readonly string[]): Promise<readonly Built[]> {
  const built: Built[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args: [string, string?], newTarget) => note(Reflect.construct(target, args, newTarget)),
    apply: (target, self, args: [string, string?]) => note(Reflect.apply(target, self, args)),
  });
  function note(pattern: RegExp): RegExp {
    const frames = framesOf(new Error().stack ?? '');
    if (frames[0] !== undefined)
      built.push({ pattern: { at: frames.join(' < '), source: pattern.source, flags: pattern.flags }, frames });
    return pattern;
  }
  try {
    for (const file of files) await import(pathToFileURL(resolve(root, file)).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return built;
}

const framesOf = (stack: string): readonly string[] =>
  [...stack.matchAll(/([^\s()]{1,300}):(\d{1,6}):\d{1,6}\)?$/gm)]
    .map(([, path = '', line]) => `${path.replace('file://', '')}:${line}`)
    .filter((place) => place.startsWith(`${root}/`) && !place.includes('/node_modules/'))
    .map((place) => place.slice(root.length + 1))
    .filter((place) => !place.startsWith('test/'));
