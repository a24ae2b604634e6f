import middy from '@middy/core';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { modeOf } from '../../schemas/mode.ts';
import { findApiKeyByHash } from '../entities/reads/find-api-key.ts';
import type { AuthorizerContext } from '../middleware/http-principal.ts';
import { hashApiKey, parseApiKey } from '../tokens/api-key.ts';
import { readStatusToken } from '../tokens/status-token.ts';

/**
 * Tells who calls: a company by its API key, or a customer by the status token of one inquiry. What they may do is for
 * the routes to say, so that one cached policy serves them all.
 * @throws Error with the message that API Gateway turns into a 401
 */
export const handler = middy<APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult>().handler(
  async (event): Promise<APIGatewayAuthorizerResult> => {
    const caller = await identify(bearerToken(event), Date.now());
    if (caller === null) throw new Error('Unauthorized');
    return policyFor(caller, event.methodArn);
  },
);

function bearerToken({ headers }: APIGatewayRequestAuthorizerEvent): string {
  const name = Object.keys(headers ?? {}).find((key) => key.toLowerCase() === 'authorization') ?? 'authorization';
  return /^Bearer ([\w.~+/=-]{1,500})$/i.exec(headers?.[name]?.trim() ?? '')?.[1] ?? '';
}

async function identify(token: string, nowMs: number): Promise<AuthorizerContext | null> {
  const inquiryId = readStatusToken(token);
  if (inquiryId !== null) return { kind: 'customer', inquiryId };
  if (parseApiKey(token) === null) return null;
  const apiKey = await findApiKeyByHash(hashApiKey(token));
  if (apiKey === null || isOver(apiKey.revokedAtMs, nowMs) || isOver(apiKey.expiresAtMs, nowMs)) return null;
  const { companyId, apiKeyId, scopes } = apiKey;
  return { kind: 'company', companyId, apiKeyId, mode: modeOf(apiKey), scopes: scopes.join(' ') };
}

const isOver = (atMs: number | undefined, nowMs: number): boolean => atMs !== undefined && atMs <= nowMs;

/** For the whole stage: the policy is cached by token and must hold for whatever route comes next. */
function policyFor(caller: AuthorizerContext, methodArn: string): APIGatewayAuthorizerResult {
  const [stageArn] = /^[^/]+\/[^/]+/.exec(methodArn) ?? [methodArn];
  return {
    principalId: caller.kind === 'company' ? caller.apiKeyId : caller.inquiryId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${stageArn}/*` }],
    },
    context: { ...caller },
  };
}
