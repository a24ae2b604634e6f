import { setTimeout as pause } from 'node:timers/promises';
import middy from '@middy/core';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { isUsable } from '../../domain/api-keys/key-rules.ts';
import { modeOf } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { type ApiKeyItem, findApiKeyByHash, touchApiKey } from '../entities/api-key.ts';
import { logger } from '../logger.ts';
import { faultFacts } from '../middleware/http-log.ts';
import type { AuthorizerContext } from '../middleware/http-principal.ts';
import { faultsUnderTheirNames } from '../middleware/passing-fault.ts';
import { hashApiKey, parseApiKey } from '../tokens/api-key.ts';
import { readStatusToken } from '../tokens/sealed-tokens.ts';

/** A tenth of the time in which the authorizer must have answered. */
const longestNoteMs = 1_000;

/**
 * Identifies the caller: a company by its API key, or a customer by the status token of one inquiry. The routes decide
 * what they may do, so that one cached policy serves all routes.
 * @throws Error with the message that API Gateway turns into a 401
 */
export const handler = middy<APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult>()
  .use(faultsUnderTheirNames())
  .handler(async (event): Promise<APIGatewayAuthorizerResult> => {
    const caller = await identify(bearerToken(event), epochMs(Date.now()));
    if (caller === null) throw new Error('Unauthorized');
    return policyFor(caller, event.methodArn);
  });

function bearerToken({ headers }: APIGatewayRequestAuthorizerEvent): string {
  const name = Object.keys(headers ?? {}).find((key) => key.toLowerCase() === 'authorization') ?? 'authorization';
  return /^Bearer ([\w.~+/=-]{1,500})$/i.exec(headers?.[name]?.trim() ?? '')?.[1] ?? '';
}

async function identify(token: string, nowMs: EpochMs): Promise<AuthorizerContext | null> {
  const inquiryId = readStatusToken(token);
  if (inquiryId !== null) return { kind: 'customer', inquiryId };
  if (parseApiKey(token) === null) return null;
  const apiKey = await findApiKeyByHash(hashApiKey(token));
  if (apiKey === null || !isUsable(apiKey, nowMs)) return null;
  await noteUse(apiKey, nowMs);
  const { companyId, apiKeyId, scopes } = apiKey;
  return { kind: 'company', companyId, apiKeyId, mode: modeOf(apiKey), scopes: scopes.join(' ') };
}

/** A failed write of the last use refuses no caller and delays none for long. */
async function noteUse(apiKey: ApiKeyItem, nowMs: EpochMs): Promise<void> {
  const { apiKeyId } = apiKey;
  const noted = touchApiKey(apiKey, nowMs).catch((error: unknown) =>
    logger().warn('use of a key not noted', { apiKeyId, ...faultFacts(error) }),
  );
  await Promise.race([noted, pause(longestNoteMs, undefined, { ref: false })]);
}

/** For the whole stage: the policy is cached by token and must hold for every route. */
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
