import type { ConverseCommandOutput, ToolConfiguration } from '@aws-sdk/client-bedrock-runtime';
import type * as z from 'zod/mini';
import { TaskError } from '../task-error.ts';

interface PromptTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly inputSchema: object;
}

/** Leaves the model no way to answer but by this tool: structured fields, never prose to be parsed. */
export const forcedTool = ({ name, description, inputSchema }: PromptTool): ToolConfiguration => ({
  tools: [{ toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(inputSchema)) } } }],
  toolChoice: { tool: { name } },
});

/** The parsed input of the forced tool. @throws TaskError ModelAnswerInvalid when it is absent or does not fit. */
export function toolInputOf<S extends z.ZodMiniType>(
  output: ConverseCommandOutput,
  { toolName, schema }: { toolName: string; schema: S },
): z.output<S> {
  const block = output.output?.message?.content?.find((content) => content.toolUse?.name === toolName);
  if (block?.toolUse === undefined) {
    throw new TaskError('ModelAnswerInvalid', `no use of ${toolName}, stop reason ${output.stopReason}`);
  }
  const parsed = schema.safeParse(block.toolUse.input);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new TaskError('ModelAnswerInvalid', `input of ${toolName} is wrong at ${paths}`);
}
