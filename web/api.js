// @ts-check
/** @import * as z from 'zod/mini' */
/** @import { EscalationDetail, EscalationSummary, ListEscalationsResponse, ListStaffResponse } from '../schemas/api/escalations.ts' */

/** @typedef {z.infer<typeof ListEscalationsResponse>} CasePage */
/** @typedef {z.infer<typeof ListStaffResponse>} Staff */

/** A problem of the API, or `offline` when it is unreachable. */
export class ApiProblem extends Error {
  /**
   * @param {string} code
   * @param {string} detail
   */
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

/** @returns {Promise<string>} where the API is; empty for the console's own origin */
export async function findApi() {
  const answer = await fetch('config.json');
  const { apiBaseUrl } = await answer.json();
  return String(apiBaseUrl);
}

/**
 * The agents' part of the API, under one key.
 * @param {string} baseUrl
 * @param {string} apiKey
 */
export function createApi(baseUrl, apiKey) {
  /**
   * @param {string} path
   * @param {{ method?: string, body?: object, headers?: Record<string, string> }} [options]
   */
  const call = async (path, { method = 'GET', body, headers = {} } = {}) => {
    const sent = { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }), ...headers };
    const answer = await fetch(`${baseUrl}/v1/escalations${path}`, {
      method,
      headers: sent,
      cache: 'no-store',
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new ApiProblem('offline', '');
    });
    if (answer.ok || answer.status === 304) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new ApiProblem(String(problem.code ?? 'other'), String(problem.detail ?? ''));
  };
  /**
   * Null when `etag` is still current.
   * @param {string} path
   * @param {string | undefined} etag
   */
  const readIfNew = async (path, etag) => {
    const answer = await call(path, { headers: etag === undefined ? {} : { 'if-none-match': etag } });
    return answer.status === 304 ? null : { body: await answer.json(), etag: answer.headers.get('etag') ?? undefined };
  };
  return {
    /** @returns {Promise<Staff>} */
    staff: async () => (await call('/staff')).json(),
    /**
     * @param {{ agent: string | undefined, cursor?: string | undefined, limit?: number }} wanted
     * @param {string} [etag]
     * @returns {Promise<{ body: CasePage, etag: string | undefined } | null>}
     */
    list: ({ agent, cursor, limit = 50 }, etag) => {
      const query = new URLSearchParams({ limit: String(limit), ...(agent && { agent }), ...(cursor && { cursor }) });
      return readIfNew(`?${query}`, etag);
    },
    /**
     * @param {string} id
     * @param {string} [etag]
     * @returns {Promise<{ body: EscalationDetail, etag: string | undefined } | null>}
     */
    read: (id, etag) => readIfNew(`/${id}`, etag),
    /**
     * @param {{ id: string, etag: string }} seen
     * @param {string} action
     * @param {object} body
     * @returns {Promise<EscalationSummary>}
     */
    act: async ({ id, etag }, action, body) =>
      (await call(`/${id}/${action}`, { method: 'POST', body, headers: { 'if-match': etag } })).json(),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */
