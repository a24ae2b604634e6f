import type { Passage } from '../../schemas/knowledge.ts';
import { score01 } from '../../schemas/units.ts';
import { foldText } from './exact-facts.ts';
import { type Check, type QualityFault, reasonOf } from './quality-faults.ts';

/** A run of so many words of the instructions is no chance. */
const promptWords = 8;

/** A sentence of at least so many characters, so many times. */
const repeatedChars = 8;
const repeatedTimes = 3;

/** Below this length, in characters, a text is too short to tell repetition by its parts. */
const longEnough = 240;
const partChars = 12;
const leastNewParts01 = 0.5;

const reasoning = [
  /<\/?(?:think|thinking|thought|reasoning|reflection|scratchpad|analysis|inner_monologue|antml)\b/i,
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>/i,
  /^(?:assistant|human|user|system|thought|reasoning|analysis|사고 ?과정|추론 ?과정|생각) ?[:：]/im,
  /(?:^|[.!?\n] ?)(?:let me think|i need to (?:check|answer|look|find|cite|use)|the (?:user|customer) (?:is asking|asks|asked|wants|wrote)|(?:고객|사용자)[이가]? (?:묻고|질문하고|문의하고) 있)/i,
] as const;

/** Names of the prompt's parts and of the tool's fields. */
const promptParts =
  /<\/?(?:inquiry|attachment_text|passages?|answer_language|feedback)\b|answer_inquiry|needsHuman|passageId|answer_language|attachment_text|\bpassage (?:id|no\.?|number|#)? ?\d/i;

const markup = [
  /<\/?[a-z][a-z0-9-]{0,20}(?: [^<>]{0,300})?\/?>/giu,
  /\*\*[^*\n]{1,300}\*\*/gu,
  /^#{1,6} .{1,200}$/gmu,
  /```/gu,
  /\[[^[\]\n]{1,200}\]\([^()\n]{1,500}\)/gu,
  /^\|.{1,300}\|$/gmu,
] as const;

/** Changes the direction of what is read, or is the sign of a character that was lost. */
const misleading = /[\u202a-\u202e\u2066-\u2069\ufffd\p{Co}\p{Cs}]/u;

/**
 * Whether the text may leave as it is: 0 with a reason for each of what a customer must never read (control characters,
 * the model's reasoning, its instructions, ids of passages, the same again and again, markup that no passage holds), else 1.
 * `instructions` is the system prompt.
 */
export function checkOutgoing({
  answer,
  passages,
  instructions,
}: {
  readonly answer: string;
  readonly passages: readonly Passage[];
  readonly instructions: string;
}): Check {
  const known = passages.map(({ title, text }) => `${title}\n${text}`).join('\n');
  const found = {
    control_characters: hasControlCharacters(answer),
    shows_reasoning: reasoning.some((pattern) => pattern.test(answer)),
    shows_prompt: promptParts.test(answer) || sharesWords(answer, instructions),
    shows_passage_id: passages.some(({ passageId }) => isTelling(passageId, known) && answer.includes(passageId)),
    repeats_itself: repeatsItself(answer),
    has_markup: markup.some((pattern) => [...answer.matchAll(pattern)].some(([token]) => !known.includes(token))),
  } as const satisfies Partial<Record<QualityFault, boolean>>;
  const faults = namesOf(found).filter((fault) => found[fault]);
  return { score01: score01(faults.length === 0 ? 1 : 0), reasons: faults.map((fault) => reasonOf(fault)) };
}

const namesOf = <Name extends string>(table: Readonly<Record<Name, boolean>>): readonly Name[] => {
  const names: Name[] = [];
  for (const name in table) names.push(name);
  return names;
};

const hasControlCharacters = (text: string): boolean =>
  misleading.test(text) || (text.match(/\p{Cc}/gu) ?? []).some((character) => !'\n\r\t'.includes(character));

/** An id that is also a word of the knowledge says nothing. */
const isTelling = (passageId: string, known: string): boolean =>
  passageId.length >= 6 && /[-_0-9]/.test(passageId) && !known.includes(passageId);

function sharesWords(answer: string, instructions: string): boolean {
  const theirs = new Set(runsOf(instructions));
  return runsOf(answer).some((run) => theirs.has(run));
}

function runsOf(text: string): readonly string[] {
  const words =
    foldText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.slice(promptWords - 1).map((_, at) => words.slice(at, at + promptWords).join(' '));
}

function repeatsItself(answer: string): boolean {
  const times = new Map<string, number>();
  for (const sentence of foldText(answer)
    .toLowerCase()
    .split(/(?<=[.!?。])\s*/)) {
    if (sentence.length < repeatedChars) continue;
    const count = (times.get(sentence) ?? 0) + 1;
    if (count >= repeatedTimes) return true;
    times.set(sentence, count);
  }
  return isPeriodic(foldText(answer).toLowerCase());
}

/** Without ends of sentences: of a text that is said again and again most parts stand in it more than once. */
function isPeriodic(text: string): boolean {
  if (text.length < longEnough) return false;
  const parts = Array.from({ length: text.length - partChars }, (_, at) => text.slice(at, at + partChars));
  return new Set(parts).size / parts.length < leastNewParts01;
}
