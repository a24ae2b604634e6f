import { type ContentBlock, type ConverseRequest, textOf, toolSpecsOf } from './converse.ts';

/** The Converse request in the form of OpenAI's chat completions. */
export function toChatRequest(request: ConverseRequest, model: string): object {
  const { maxTokens, temperature, topP, stopSequences } = request.inferenceConfig ?? {};
  const tools = toolSpecsOf(request).map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, ...(description !== undefined && { description }), parameters: inputSchema.json },
  }));
  return {
    model,
    messages: [
      ...systemMessages(request),
      ...request.messages.flatMap(({ role, content }) => toMessages(role, content)),
    ],
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stopSequences !== undefined && stopSequences.length > 0 && { stop: stopSequences }),
    ...(tools.length > 0 && { tools, tool_choice: toolChoiceOf(request) }),
  };
}

function systemMessages({ system }: ConverseRequest): readonly object[] {
  const texts = (system ?? []).flatMap((block) => {
    if ('text' in block) return [block.text];
    return 'guardContent' in block ? [block.guardContent.text.text] : [];
  });
  return texts.length === 0 ? [] : [{ role: 'system', content: texts.join('\n\n') }];
}

/**
 * A message's text and tool calls become one message, each tool result one of its own, results first as they answer the
 * turn before.
 */
function toMessages(role: 'user' | 'assistant', content: readonly ContentBlock[]): readonly object[] {
  const text = content
    .map(textOf)
    .filter((part) => part !== '')
    .join('\n');
  const calls = content.flatMap((block) => ('toolUse' in block ? [toolCall(block.toolUse)] : []));
  const results = content.flatMap((block) => ('toolResult' in block ? [toolResult(block.toolResult)] : []));
  if (text === '' && calls.length === 0) return results;
  return [...results, { role, content: text, ...(calls.length > 0 && { tool_calls: calls }) }];
}

function toolCall({ toolUseId, name, input }: { toolUseId: string; name: string; input?: unknown }): object {
  return { id: toolUseId, type: 'function', function: { name, arguments: JSON.stringify(input ?? {}) } };
}

function toolResult(result: {
  toolUseId: string;
  content: readonly ({ text: string } | { json?: unknown })[];
}): object {
  const parts = result.content.map((part) => ('text' in part ? part.text : JSON.stringify(part.json)));
  return { role: 'tool', tool_call_id: result.toolUseId, content: parts.join('\n') };
}

function toolChoiceOf({ toolConfig }: ConverseRequest): unknown {
  const choice = toolConfig?.toolChoice;
  if (choice === undefined || 'auto' in choice) return 'auto';
  return 'any' in choice ? 'required' : { type: 'function', function: { name: choice.tool.name } };
}
