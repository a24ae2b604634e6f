import { findSignals } from '../../domain/priority/find-signals.ts';
import type { InquiryWarning, LanguageCode } from '../../schemas/inquiry.ts';
import {
  AnalyzeInquiryInput,
  AnalyzeInquiryOutput,
  type PageReading,
  type WithheldAttachment,
} from '../../schemas/workflow.ts';
import { sentimentBytes } from '../analysis/comprehend-units.ts';
import { detectLanguage, detectPersonalData, detectSentiment } from '../analysis/detect.ts';
import { isTextCut, ownWordsOf, wordsOf } from '../analysis/inquiry-words.ts';
import { waitUnlessUrgent } from '../analysis/wait-unless-urgent.ts';
import { trustedConfidence } from '../documents/page-reading.ts';
import { requireRun } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';

/** Finds language, tone, personal data and signals in the customer's words, attachments included. */
export const handler = task(
  { state: 'AnalyzeInquiry', input: AnalyzeInquiryInput, output: AnalyzeInquiryOutput },
  async ({ inquiryId, run, readings, withheld }) => {
    const workspace = await requireRun({ inquiryId, run });
    const words = wordsOf(workspace);
    const { language, tone, personalData } = await waitUnlessUrgent(workspace, () =>
      detectAll(words, ownWordsOf(workspace)),
    );
    const legibility = lowestConfidence(readings);
    const warnings: InquiryWarning[] = [...readingWarnings(readings), ...scanWarnings(withheld)];
    if (isTextCut(workspace)) warnings.push('text_truncated');
    if (language === 'und') warnings.push('language_unknown');
    if (tone.kind === 'unsupported') warnings.push('sentiment_unavailable');
    if (!personalData.complete) warnings.push('personal_data_check_unavailable');
    if (Buffer.byteLength(words) > sentimentBytes) warnings.push('analysis_truncated');
    return {
      language,
      ...(tone.kind === 'found' && { sentiment: tone.sentiment }),
      negativeScore01: tone.kind === 'found' ? tone.negativeScore01 : 0,
      signals: [...findSignals(words)],
      personalDataTypes: [...personalData.types],
      warnings,
      ...(legibility !== undefined && { legibility }),
    };
  },
);

async function detectAll(words: string, ownWords: string) {
  const language = await languageOf(words, ownWords);
  const [tone, personalData] = await Promise.all([
    detectSentiment(words, language),
    detectPersonalData(words, language),
  ]);
  return { language, tone, personalData };
}

/** The customer's own language: a receipt in another one changes nothing. Attachments decide where there are no other words. */
async function languageOf(words: string, ownWords: string): Promise<LanguageCode> {
  const own = await detectLanguage(ownWords);
  return own === 'und' && words !== ownWords ? detectLanguage(words) : own;
}

function lowestConfidence(readings: readonly PageReading[]): number | undefined {
  const confidences = readings.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]));
  return confidences.length === 0 ? undefined : Math.min(...confidences);
}

function readingWarnings(readings: readonly PageReading[]): readonly InquiryWarning[] {
  const unread = readings.filter(({ outcome }) => outcome === 'unreadable').length;
  const lowest = lowestConfidence(readings);
  return [
    ...(unread === 0
      ? []
      : [unread === readings.length ? ('attachment_unreadable' as const) : ('attachment_partly_read' as const)]),
    ...(readings.some(({ isBeyondLimits }) => isBeyondLimits === true) ? ['attachment_beyond_limits' as const] : []),
    ...(lowest !== undefined && lowest < trustedConfidence ? ['attachment_low_confidence' as const] : []),
  ];
}

const scanWarnings = (withheld: readonly WithheldAttachment[]): readonly InquiryWarning[] => [
  ...new Set(withheld.map(({ finding }) => (finding === 'infected' ? 'attachment_infected' : 'attachment_unscanned'))),
];
