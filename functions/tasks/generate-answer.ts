import { ConverseCommand, type ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { modelCostUsd } from '../../domain/cost/prices.ts';
import { buildAnswerPrompt } from '../../domain/prompts/answer-prompt.ts';
import { AnswerToolInput, type Citation } from '../../schemas/answer.ts';
import type { Passage } from '../../schemas/knowledge.ts';
import { GenerateAnswerInput, GenerateAnswerOutput } from '../../schemas/workflow.ts';
import { attachmentTextOf, contentOf, wordsForModel } from '../analysis/inquiry-words.ts';
import { bedrockRuntimeClient } from '../clients/bedrock-runtime.ts';
import { config } from '../config.ts';
import { findCompany } from '../entities/account.ts';
import { createDraft, type DraftItem, findDraft } from '../entities/draft.ts';
import { requireRun } from '../entities/workspace.ts';
import { retrievedFor } from '../knowledge/retrieved.ts';
import { task } from '../middleware/task.ts';
import { emitUsage, forcedTool, toolInputOf, withFairShare } from '../model/call-model.ts';
import { TaskError } from '../task-error.ts';
import { requireSpendLeft } from '../usage/require-spend-left.ts';

type Prompt = ReturnType<typeof buildAnswerPrompt>;

/** Has the model write one draft from the passages, once: an existing draft is returned, not paid for again. */
export const handler = task(
  { state: 'GenerateAnswer', input: GenerateAnswerInput, output: GenerateAnswerOutput },
  async ({ inquiryId, companyId, run, attempt, language, feedback }, { nowMs }) => {
    const workspace = await requireRun({ inquiryId, run });
    const existing = workspace.drafts.find((draft) => draft.run === run && draft.attempt === attempt);
    if (existing !== undefined) return factsOf(existing);
    await requireSpendLeft(companyId, { drafts: workspace.drafts, nowMs });
    const shown = wordsForModel(await findCompany(companyId, nowMs), language);
    const { passages } = retrievedFor(run, workspace);
    const inquiry = {
      title: shown(workspace.inquiry.title),
      content: shown(contentOf(workspace)),
      attachmentText: shown(attachmentTextOf(workspace)),
    };
    const prompt = buildAnswerPrompt({ inquiry, passages, language, feedback });
    const written = await withFairShare({ companyId, nowMs }, () => askModel(prompt, passages));
    const draft: DraftItem = { inquiryId, run, attempt, ...written, createdAtMs: nowMs };
    if ((await createDraft(draft)) === 'created') return factsOf(draft);
    const winner = await findDraft({ inquiryId, run, attempt });
    if (winner === null) throw new TaskError('RecordMissing', `draft ${attempt} of run ${run}`);
    return factsOf(winner);
  },
);

/** A draft that ran out of room is written once more with twice as much; its first half is paid for, too. */
async function askModel(
  prompt: Prompt,
  passages: readonly Passage[],
): Promise<Omit<DraftItem, 'inquiryId' | 'run' | 'attempt' | 'createdAtMs'>> {
  const modelId = config().answerModelId;
  const first = await converse(prompt, prompt.maxTokens);
  const isCut = first.stopReason === 'max_tokens';
  const outputs = isCut ? [first, await converse(prompt, 2 * prompt.maxTokens)] : [first];
  const answer = toolInputOf(outputs.at(-1) ?? first, { toolName: prompt.tool.name, schema: AnswerToolInput });
  const usage = {
    promptTokens: sumOf(outputs.map((output) => output.usage?.inputTokens ?? 0)),
    completionTokens: sumOf(outputs.map((output) => output.usage?.outputTokens ?? 0)),
  };
  return {
    text: answer.answer,
    citations: citationsOf(answer, passages),
    language: answer.language,
    needsHuman: answer.needsHuman,
    ...(answer.needsHumanReason !== undefined && { needsHumanReason: answer.needsHumanReason }),
    modelUsed: modelId,
    promptVersion: prompt.promptVersion,
    ...usage,
    costUsd: modelCostUsd({ modelId, ...usage }) ?? 0,
  };
}

async function converse(prompt: Prompt, maxTokens: number): Promise<ConverseCommandOutput> {
  const modelId = config().answerModelId;
  const output = await bedrockRuntimeClient().send(
    new ConverseCommand({
      modelId,
      system: [{ text: prompt.system }],
      messages: [{ role: 'user', content: [{ text: prompt.userText }] }],
      toolConfig: forcedTool(prompt.tool),
      inferenceConfig: { maxTokens, temperature: 0 },
    }),
  );
  emitUsage(output, modelId);
  return output;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** A citation of an unknown passage keeps an empty title, which the quality checks find. */
const citationsOf = ({ citations }: AnswerToolInput, passages: readonly Passage[]): readonly Citation[] =>
  citations.map(({ passageId, quote }) => ({
    passageId,
    quote,
    title: passages.find((passage) => passage.passageId === passageId)?.title ?? '',
  }));

const factsOf = ({
  attempt,
  modelUsed,
  promptVersion,
  promptTokens,
  completionTokens,
  costUsd,
  needsHuman,
}: DraftItem) => ({
  attempt,
  modelUsed,
  promptVersion,
  promptTokens,
  completionTokens,
  costUsd,
  needsHuman,
});
