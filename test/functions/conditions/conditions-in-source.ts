import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import * as z from 'zod/mini';

/** A node of the syntax tree, as far as it is looked at here. */
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

interface Declared {
  readonly file: string;
  readonly isExported: boolean;
  /** What its own conditional writes ask for: an attribute, or `new` and the entity that must not exist. */
  readonly own: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
}

/**
 * The conditions of each exported function below the folders, by the function's name: those of its own writes, and the
 * attributes looked at by all functions of the folders that it names. An item that must be new is asked for once, where it
 * is made.
 */
export function conditionsInSource(folders: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byFile = new Map(filesIn(folders).map((file) => [file, declaredIn(file)]));
  const exported = new Map([...byFile.values()].flatMap((all) => [...all].filter(([, one]) => one.isExported)));
  const conditionsOf = (name: string, file: string, seen = new Set<string>()): ReadonlySet<string> => {
    const declared = byFile.get(file)?.get(name) ?? exported.get(name);
    if (declared === undefined || seen.has(`${declared.file} ${name}`)) return new Set();
    seen.add(`${declared.file} ${name}`);
    const further = [...declared.named]
      .flatMap((other) => [...conditionsOf(other, declared.file, seen)])
      .filter((condition) => !condition.startsWith('new '));
    const asked = [...declared.own, ...further].filter((condition) => isAsked(condition, declared));
    return new Set(asked);
  };
  return new Map(
    [...exported]
      .map(([name, { file }]) => [name, conditionsOf(name, file)] as const)
      .filter(([, conditions]) => conditions.size > 0),
  );
}

const filesIn = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

function programOf(file: string): Node {
  const { program } = parse(readFileSync(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] });
  return { ...program };
}

/** A condition that a function asks for only where it says so. */
const isAsked = (condition: string, { named }: Declared): boolean =>
  condition !== 'escalationRequested' || named.has('unlessPersonRequested');

function declaredIn(file: string): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  for (const statement of childrenOf(programOf(file))) {
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declaration = isExported ? childrenOf(statement).find(({ type }) => type !== 'ExportSpecifier') : statement;
    for (const { name, body } of declaration === undefined ? [] : functionsOf(declaration)) {
      found.set(name, { file, isExported, own: ownConditions(body), named: identifiersIn(body) });
    }
  }
  return found;
}

function functionsOf(declaration: Node): readonly { readonly name: string; readonly body: Node }[] {
  if (declaration.type === 'FunctionDeclaration') return [{ name: nameOf(declaration.id), body: declaration }];
  if (declaration.type !== 'VariableDeclaration') return [];
  return childrenOf(declaration)
    .filter(({ init }) => isNode(init) && init.type === 'ArrowFunctionExpression')
    .map((declarator) => ({ name: nameOf(declarator.id), body: declarator }));
}

function ownConditions(body: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { call, method, root } of writesIn(body)) {
    if (method === 'create') found.add(`new ${root}`);
    if (method === 'where') for (const name of attributesIn(call)) found.add(name);
  }
  return found;
}

/** The calls of a chain that writes, with the method called and what the chain begins with. */
function* writesIn(body: Node): Generator<{ readonly call: Node; readonly method: string; readonly root: string }> {
  for (const call of nodesIn(body)) {
    const { callee } = call;
    if (call.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') continue;
    const { methods, root } = chainOf(callee);
    const [method] = methods;
    if (method !== undefined && !methods.includes('query')) yield { call, method, root };
  }
}

/** Where the conditions of the folders' writes stand, as Stryker names a part of a file. */
export const partsWithConditions = (folders: readonly string[]): readonly string[] =>
  filesIn(folders).flatMap((file) =>
    [...writesIn(programOf(file))]
      .filter(({ method }) => method === 'where')
      .flatMap(({ call }) => childrenOf({ arguments: call.arguments }))
      .map(({ loc }) => `${file}:${rangeOf(loc)}`),
  );

function rangeOf(loc: unknown): string {
  const { start, end } = Location.parse(loc);
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

const Place = z.object({ line: z.number(), column: z.number() });
const Location = z.object({ start: Place, end: Place });

/** The attributes that a condition looks at: members of `attribute`, or taken out of it at once. */
function* attributesIn(call: Node): Generator<string> {
  for (const node of nodesIn(call)) {
    if (node.type === 'MemberExpression' && nameOf(node.object) === 'attribute') yield nameOf(node.property) || 'heard';
    if (node.type !== 'ArrowFunctionExpression' || !Array.isArray(node.params)) continue;
    const [first]: readonly unknown[] = node.params;
    if (!isNode(first) || first.type !== 'ObjectPattern') continue;
    for (const property of childrenOf(first)) yield nameOf(property.key);
  }
}

/** The methods of a chain of calls, last first, and what it begins with. */
function chainOf(callee: Node): { readonly methods: readonly string[]; readonly root: string } {
  const methods: string[] = [];
  let node: unknown = callee;
  while (isNode(node) && (node.type === 'MemberExpression' || node.type === 'CallExpression')) {
    if (node.type === 'MemberExpression') methods.push(nameOf(node.property));
    node = node.type === 'MemberExpression' ? node.object : node.callee;
  }
  const root = nameOf(node);
  return { methods, root: root.charAt(0).toLowerCase() + root.slice(1) };
}

const identifiersIn = (body: Node): ReadonlySet<string> =>
  new Set([...nodesIn(body)].filter(({ type }) => type === 'Identifier').map(nameOf));

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

const childrenOf = (node: object): readonly Node[] => Object.values(node).flat().filter(isNode);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const nameOf = (node: unknown): string =>
  isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : '';
