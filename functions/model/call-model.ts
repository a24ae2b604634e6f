import type { ConverseCommandOutput, ToolConfiguration } from '@aws-sdk/client-bedrock-runtime';
import type * as z from 'zod/mini';
import { modelCostUsd } from '../../domain/cost/prices.ts';
import { planLimits } from '../../domain/plans.ts';
import { throttleErrorNames } from '../../schemas/errors.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import { emitMetrics } from '../metrics.ts';
import { takeToken } from '../rate-limit/take-token.ts';
import { TaskError } from '../task-error.ts';

/** How long the model counts as scarce after it has throttled, milliseconds: its quotas are per minute. */
const shortMs = 60_000;

/** Of a company's calls a minute, those it may start at once. */
const burstShare = 1 / 6;

const throttles: ReadonlySet<string> = new Set(throttleErrorNames);

let shortUntilMs = 0;

/**
 * Calls the model. While it is scarce, as this process has seen within a minute, each company may start only what its
 * plan allows: many waiting inquiries of one do not delay the few of another. Costs nothing otherwise.
 * @throws TaskError FairShareExceeded, which is retried like throttling; or what `call` throws
 */
export async function withFairShare<T>(
  { companyId, nowMs }: { companyId: CompanyId; nowMs: EpochMs },
  call: () => Promise<T>,
): Promise<T> {
  if (nowMs < shortUntilMs) await requireShare(companyId, nowMs);
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && throttles.has(error.name)) shortUntilMs = Math.max(shortUntilMs, nowMs + shortMs);
    throw error;
  }
}

async function requireShare(companyId: CompanyId, nowMs: EpochMs): Promise<void> {
  const settings = await findCompany(companyId, nowMs);
  if (settings === null) return;
  const callsPerMinute = planLimits(settings.plan).modelCallsPerMinuteWhenShort;
  const size = { burst: callsPerMinute * burstShare, tokensPerSecond: callsPerMinute / 60 };
  const { kind } = await takeToken({ companyId, bucket: 'model' }, { size, nowMs });
  if (kind === 'empty') throw new TaskError('FairShareExceeded', `${callsPerMinute} calls a minute`);
}

interface PromptTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly inputSchema: object;
}

/** Forces the model to answer by this tool: structured fields, never prose to be parsed. */
export const forcedTool = ({ name, description, inputSchema }: PromptTool): ToolConfiguration => ({
  tools: [{ toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(inputSchema)) } } }],
  toolChoice: { tool: { name } },
});

/**
 * The parsed input of the forced tool, of a model that has come to an end by itself. Forgives what servers and models do to
 * the form: the input as a string of JSON, JSON in the text in place of the tool, null for a field that is left out.
 * @throws TaskError ModelAnswerCut, ModelDeclined; ModelAnswerInvalid when the input is absent or does not fit
 */
export function toolInputOf<S extends z.ZodMiniType>(
  output: ConverseCommandOutput,
  { toolName, schema }: { toolName: string; schema: S },
): z.output<S> {
  requireEnd(output.stopReason);
  const input = inputIn(output, toolName);
  if (input === undefined) {
    throw new TaskError('ModelAnswerInvalid', `no use of ${toolName}, stop reason ${output.stopReason}`);
  }
  const parsed = schema.safeParse(withoutNulls(input));
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new TaskError('ModelAnswerInvalid', `input of ${toolName} is wrong at ${paths}`);
}

/** Only what ended by itself is whole: half a sentence can fit the tool as well. */
function requireEnd(stopReason: ConverseCommandOutput['stopReason']): void {
  switch (stopReason) {
    case 'tool_use':
    case 'end_turn':
      return;
    case 'max_tokens':
    case 'model_context_window_exceeded':
      throw new TaskError('ModelAnswerCut', `stop reason ${stopReason}`);
    case 'content_filtered':
    case 'guardrail_intervened':
      throw new TaskError('ModelDeclined', `stop reason ${stopReason}`);
    case 'stop_sequence':
    case 'malformed_model_output':
    case 'malformed_tool_use':
    case undefined:
      throw new TaskError('ModelAnswerInvalid', `stop reason ${stopReason}`);
    default:
      // A reason that AWS has added since.
      throw new TaskError('ModelAnswerInvalid', `stop reason ${stopReason satisfies never}`);
  }
}

function inputIn({ output }: ConverseCommandOutput, toolName: string): unknown {
  const blocks = output?.message?.content ?? [];
  const input: unknown = blocks.find(({ toolUse }) => toolUse?.name === toolName)?.toolUse?.input;
  if (typeof input === 'string') return parsedOrUndefined(input);
  return input ?? jsonIn(blocks.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n'));
}

/** The JSON object in a text, bare or in a fence, from the first brace to the last. */
function jsonIn(text: string): unknown {
  const [first, last] = [text.indexOf('{'), text.lastIndexOf('}')];
  return first === -1 || last < first ? undefined : parsedOrUndefined(text.slice(first, last + 1));
}

function parsedOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // what is not JSON is no input, which the caller reports
  }
}

function withoutNulls(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

/** Tokens of one call, and their cost where the price is known: an unknown price must not pass for a free one. */
export function emitUsage({ usage }: Pick<ConverseCommandOutput, 'usage'>, modelId: string): void {
  const tokens = { promptTokens: usage?.inputTokens ?? 0, completionTokens: usage?.outputTokens ?? 0 };
  const costUsd = modelCostUsd({ modelId, ...tokens });
  emitMetrics({
    PromptTokens: tokens.promptTokens,
    CompletionTokens: tokens.completionTokens,
    ...(costUsd !== null && { ModelCostUsd: costUsd }),
  });
}
