import { DetectDominantLanguageCommand } from '@aws-sdk/client-comprehend';
import { languageByScript } from '../../domain/language/script.ts';
import { LanguageCode } from '../../schemas/inquiry.ts';
import { comprehendClient } from '../clients/comprehend.ts';
import { languageBytes } from './comprehend-limits.ts';
import { truncateUtf8 } from './truncate-utf8.ts';

/** The language of a text: by its script where that decides, else by Comprehend; `und` when neither can tell. */
export async function detectLanguage(text: string): Promise<LanguageCode> {
  const byScript = languageByScript(text);
  if (byScript !== null) return byScript;
  const sample = truncateUtf8(text, languageBytes);
  const { Languages = [] } = await comprehendClient().send(new DetectDominantLanguageCommand({ Text: sample }));
  const best = [...Languages].sort((a, b) => (b.Score ?? 0) - (a.Score ?? 0))[0];
  const parsed = LanguageCode.safeParse(best?.LanguageCode?.slice(0, 2));
  return parsed.success ? parsed.data : 'und';
}
