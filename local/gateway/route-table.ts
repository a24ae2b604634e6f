/** One method of one resource, in API Gateway's notation of paths: `/v1/inquiries/{inquiryId}`. */
export interface GatewayRoute {
  readonly method: string;
  readonly path: string;
  /** Name of the Lambda function. */
  readonly function: string;
  readonly auth: 'authorizer' | 'none';
  /** It brings new work, and is the first to be refused when there is too much already. */
  readonly bringsWork?: boolean;
  /** Pages of any origin may call it and read its answers. */
  readonly isOpenToPages?: boolean;
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: GatewayRoute; readonly pathParameters: Readonly<Record<string, string>> }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'method_not_allowed'; readonly allow: readonly string[] };

export type MatchRoute = (method: string, path: string) => RouteMatch;

interface Resource {
  readonly literals: Map<string, Resource>;
  parameter: { readonly name: string; readonly resource: Resource } | undefined;
  readonly methods: Map<string, GatewayRoute>;
}

/**
 * Matches as API Gateway does: a literal segment goes before a parameter, segments are split before they are decoded.
 * HEAD is served by GET where the resource has no HEAD of its own. Throws when two routes claim one method and path.
 */
export function createRouteTable(routes: readonly GatewayRoute[]): MatchRoute {
  const root = emptyResource();
  for (const route of routes) addRoute(root, route);
  return (method, path) => {
    const values: string[] = [];
    const resource = find(root, path.slice(1).split('/'), values);
    if (resource === undefined) return { kind: 'not_found' };
    const route = resource.methods.get(method) ?? (method === 'HEAD' ? resource.methods.get('GET') : undefined);
    if (route === undefined) return { kind: 'method_not_allowed', allow: allowedMethods(resource) };
    return decoded(route, values);
  };
}

function emptyResource(): Resource {
  return { literals: new Map(), parameter: undefined, methods: new Map() };
}

function addRoute(root: Resource, route: GatewayRoute): void {
  let resource = root;
  for (const segment of route.path.slice(1).split('/')) resource = child(resource, segment);
  if (resource.methods.has(route.method)) throw new Error(`Two routes claim ${route.method} ${route.path}`);
  resource.methods.set(route.method, route);
}

function child(resource: Resource, segment: string): Resource {
  const name = parameterName(segment);
  if (name !== undefined) {
    resource.parameter ??= { name, resource: emptyResource() };
    return resource.parameter.resource;
  }
  const known = resource.literals.get(segment) ?? emptyResource();
  resource.literals.set(segment, known);
  return known;
}

function parameterName(segment: string): string | undefined {
  return segment.startsWith('{') && segment.endsWith('}') ? segment.slice(1, -1) : undefined;
}

/** Collects the raw values of the parameters on the way. */
function find(root: Resource, segments: readonly string[], values: string[]): Resource | undefined {
  let resource: Resource | undefined = root;
  for (const segment of segments) {
    const literal: Resource | undefined = resource.literals.get(segment);
    if (literal === undefined && segment !== '') values.push(segment);
    resource = literal ?? (segment === '' ? undefined : resource.parameter?.resource);
    if (resource === undefined) return undefined;
  }
  return resource.methods.size > 0 ? resource : undefined;
}

function decoded(route: GatewayRoute, values: readonly string[]): RouteMatch {
  const names = route.path.split('/').flatMap((segment) => parameterName(segment) ?? []);
  const pathParameters: Record<string, string> = {};
  try {
    for (const [index, name] of names.entries()) pathParameters[name] = decodeURIComponent(values[index] ?? '');
  } catch {
    return { kind: 'malformed' };
  }
  return { kind: 'found', route, pathParameters };
}

function allowedMethods({ methods }: Resource): readonly string[] {
  const names = [...methods.keys()];
  return names.includes('GET') && !names.includes('HEAD') ? [...names, 'HEAD'] : names;
}
