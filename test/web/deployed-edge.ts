import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request as forward, type RequestListener, type Server } from 'node:http';
import { extname } from 'node:path';
import * as z from 'zod/mini';
import { flat, ofType, required, synthesized } from '../support/synthesized.ts';

const webFolder = new URL('../../web/', import.meta.url);
const namedOrigin = 'https://console.example.com';
const { app } = synthesized('small', { webOrigin: namedOrigin });

/** As the deployment's `aws s3 sync` guesses them. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface Edge {
  readonly url: string;
  close(): Promise<void>;
}

/** CloudFront before web/: the template's policy, and a config.json that names the API, once there is one. */
export function startSite(apiUrl: () => string): Promise<Edge> {
  const files = new Map(readdirSync(webFolder).map((name) => [name, readFileSync(new URL(name, webFolder), 'utf8')]));
  return listening((request, response) => {
    const name = (request.url ?? '/').slice(1) || 'index.html';
    const body = name === 'config.json' ? JSON.stringify({ apiBaseUrl: apiUrl() }) : files.get(name);
    response.setHeader('content-security-policy', contentPolicy.replace(required.publicBaseUrl, apiUrl()));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-type', contentTypes[extname(name)] ?? 'application/octet-stream');
    response.writeHead(body === undefined ? 403 : 200).end(body);
  });
}

/** API Gateway before the functions of a runtime: preflights are answered by the template, all else by the runtime. */
export function startGateway(runtimeUrl: string, siteOrigin: string): Promise<Edge> {
  return listening((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    if (method === 'OPTIONS') {
      const preflight = preflights.find(({ path }) => path.test(url.split('?')[0] ?? ''));
      for (const [name, value] of preflight?.headers ?? [])
        response.setHeader(name, value.replace(namedOrigin, siteOrigin));
      response.writeHead(preflight === undefined ? 403 : 204).end();
      return;
    }
    const onward = forward(new URL(url, runtimeUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
}

async function listening(listener: RequestListener): Promise<Edge> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The edge has no port');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${address.port}`, close };
}

const Headers = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.object({ ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }) }),
  }),
});
const contentPolicy = Headers.parse(ofType(app, 'AWS::CloudFront::ResponseHeadersPolicy')[0]?.[1].Properties)
  .ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;

const Preflight = z.object({
  HttpMethod: z.literal('OPTIONS'),
  ResourceId: z.object({ Ref: z.string() }),
  Integration: z.object({
    IntegrationResponses: z.tuple([z.object({ ResponseParameters: z.record(z.string(), z.unknown()) })]),
  }),
});

const preflights = ofType(app, 'AWS::ApiGateway::Method').flatMap(([, { Properties }]) => {
  const { success, data } = Preflight.safeParse(Properties);
  if (!success) return [];
  const [{ ResponseParameters }] = data.Integration.IntegrationResponses;
  const headers = Object.entries(ResponseParameters).map(
    ([name, value]) => [name.replace('method.response.header.', ''), flat(value).replaceAll("'", '')] as const,
  );
  return [{ path: new RegExp(`^${pathOf(data.ResourceId.Ref).replace(/\{\w+\}/g, '[^/]+')}$`), headers }];
});

function pathOf(resourceId: string): string {
  const Part = z.object({ PathPart: z.string(), ParentId: z.union([z.object({ Ref: z.string() }), z.unknown()]) });
  const { PathPart, ParentId } = Part.parse(app[resourceId]?.Properties);
  const parent = z.object({ Ref: z.string() }).safeParse(ParentId);
  return `${parent.success ? pathOf(parent.data.Ref) : ''}/${PathPart}`;
}
