import type { Ocr } from '../../ai/ocr/ocr.ts';
import { AwsError } from '../aws-error.ts';
import { restJson } from '../error-shapes.ts';
import type { AwsService, ServiceCall } from '../service.ts';
import type { ServiceDescription } from '../service-description.ts';
import { converse } from './converse.ts';
import { invokeEmbedding } from './embedding.ts';
import type { LlmOptions } from './llm.ts';

const OPERATIONS: Readonly<Record<string, string>> = {
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
};

export const bedrockRuntime: ServiceDescription = {
  errors: restJson,
  operationOf: ({ path }) => OPERATIONS[path.slice(path.lastIndexOf('/') + 1)] ?? '',
  throttleOf: () => ({
    name: 'ThrottlingException',
    status: 429,
    message: 'Too many requests, please wait before trying again.',
  }),
};

export interface BedrockRuntimeOptions {
  readonly ocr: Ocr;
  /** An OpenAI-compatible server that answers requests made of text; without it there is the extractive model. */
  readonly llm?: LlmOptions;
  readonly fetch?: typeof fetch;
}

/** Bedrock's Converse and InvokeModel (embeddings only) over local models. */
export function bedrockRuntimeService(options: BedrockRuntimeOptions): AwsService {
  return async (call) => {
    const { modelId, action } = routeOf(call);
    const input = parseBody(call.body);
    const output =
      action === 'converse' ? await converse(input, { call, ...options }) : invokeEmbedding(modelId, input);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  };
}

function routeOf({ method, path }: ServiceCall): { modelId: string; action: string } {
  const [, modelId, action] = /^\/model\/([^/]+)\/(converse|invoke)$/u.exec(path) ?? [];
  if (method !== 'POST' || modelId === undefined || action === undefined) {
    throw new AwsError('UnknownOperationException', `${method} ${path} is not supported`, { status: 404 });
  }
  return { modelId: decodeURIComponent(modelId), action };
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  }
}
