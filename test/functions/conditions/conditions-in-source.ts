import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';

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
 * The conditions of each exported function below the folders, by the function's name: those of its own writes and of all
 * functions of the folders that it names.
 */
export function conditionsInSource(folders: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const byFile = new Map(files.map((file) => [file, declaredIn(file)]));
  const exported = new Map([...byFile.values()].flatMap((all) => [...all].filter(([, one]) => one.isExported)));
  const conditionsOf = (name: string, file: string, seen = new Set<string>()): ReadonlySet<string> => {
    const declared = byFile.get(file)?.get(name) ?? exported.get(name);
    if (declared === undefined || seen.has(`${declared.file} ${name}`)) return new Set();
    seen.add(`${declared.file} ${name}`);
    const further = [...declared.named].flatMap((other) => [...conditionsOf(other, declared.file, seen)]);
    return new Set([...declared.own, ...further]);
  };
  return new Map(
    [...exported]
      .map(([name, { file }]) => [name, conditionsOf(name, file)] as const)
      .filter(([, conditions]) => conditions.size > 0),
  );
}

function declaredIn(file: string): ReadonlyMap<string, Declared> {
  const { program } = parse(readFileSync(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] });
  const found = new Map<string, Declared>();
  for (const statement of childrenOf(program)) {
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
  for (const call of nodesIn(body)) {
    const { callee } = call;
    if (call.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') continue;
    const { methods, root } = chainOf(callee);
    if (methods[0] === 'create' && !methods.includes('query')) found.add(`new ${root}`);
    if (methods[0] !== 'where' || methods.includes('query')) continue;
    for (const member of nodesIn(call)) {
      if (member.type === 'MemberExpression' && nameOf(member.object) === 'attribute')
        found.add(nameOf(member.property) || 'heard');
    }
  }
  return found;
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
