import { handler } from '../../functions/http/knowledge.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { asCompany, call, jsonOf } from './http-event.ts';

interface Ask {
  readonly method?: string;
  readonly path?: string;
  /** JSON, or a text of the type that `headers` name. */
  readonly body?: object | string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A company's calls of the knowledge routes, through the handler; paths are those after `/v1/knowledge`. */
export const knowledgeOf =
  (companyId: CompanyId) =>
  async ({ method = 'GET', path = '', body, query, headers = {} }: Ask) => {
    const answer = await call(handler, {
      method,
      path: `/v1/knowledge${path}`,
      authorizer: asCompany(companyId, 'knowledge'),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(query !== undefined && { query }),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers ?? {},
      etag: String(answer.headers?.etag ?? ''),
      json: answer.body === '' ? null : jsonOf(answer),
    };
  };
