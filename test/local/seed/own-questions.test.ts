import { inquiryAt } from '../../../bench/load/open-loop.ts';
import { decideGate } from '../../../domain/gate/decide-gate.ts';
import { findSignals } from '../../../domain/priority/find-signals.ts';
import { answerInstructions, buildAnswerPrompt } from '../../../domain/prompts/answer-prompt.ts';
import { scoreQuality } from '../../../domain/quality/score-quality.ts';
import { buildKnowledgeIndex } from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../../domain/retrieval/search-knowledge.ts';
import { extractAnswer } from '../../../local/ai/answer-model/extractive-answer.ts';
import { readAnswerPrompt } from '../../../local/ai/answer-model/read-prompt.ts';
import { demoKnowledge } from '../../../local/seed/demo-knowledge.ts';
import { Attempt } from '../../../schemas/ids.ts';

const index = prepareIndex(buildKnowledgeIndex(demoKnowledge));

/** What becomes of an inquiry by the decisions and the default answer model alone. */
function decisionOn({ title, content }: { title: string; content: string }): { decision: string; cited: string[] } {
  const language = /\p{Script=Hangul}/u.test(content) ? 'ko' : 'en';
  const inquiryText = `${title}\n${content}`;
  const found = searchKnowledge(index, { text: inquiryText, language });
  const { passages } = found;
  const inquiry = { title, content, attachmentText: '' };
  const request = readAnswerPrompt(buildAnswerPrompt({ inquiry, passages, language, feedback: [] }).userText);
  if (request === undefined) throw new Error('the prompt could not be read back');
  const drafted = extractAnswer(request);
  const answer = { ...drafted, citations: [...drafted.citations] };
  const quality = scoreQuality({
    inquiryText,
    language,
    answer,
    passages,
    features: found.features,
    instructions: answerInstructions,
  });
  const { decision } = decideGate({
    ...quality,
    signals: findSignals(inquiryText),
    needsHuman: answer.needsHuman,
    attempt: Attempt.parse(1),
    escalationRequested: false,
    warnings: [],
  });
  return { decision, cited: answer.citations.map(({ passageId }) => passageId) };
}

test('every entry of the demo knowledge answers its own question', () => {
  const unanswered = demoKnowledge.flatMap((_, position) => {
    const { title, content } = inquiryAt(position);
    const passageId = demoKnowledge.find((passage) => passage.title === title)?.passageId ?? '';
    const { decision, cited } = decisionOn({ title, content });
    return decision === 'send' && cited.includes(passageId) ? [] : [{ passageId, decision, cited }];
  });

  expect(unanswered).toEqual([]);
});

test.each([
  ['Do you sponsor student robotics teams?', 'Ours takes part in the national championship this autumn.'],
  ['Which wine goes with grilled fish?', 'We have guests on Saturday and are not sure whether red is a mistake.'],
  ['부산에 있는 박물관 개관 시간', '주말에 아이들과 가려고 하는데 박물관은 몇 시에 여나요?'],
])('a question beyond the demo knowledge is not answered: %s', (title, content) => {
  expect(decisionOn({ title, content }).decision).toBe('escalate');
});
