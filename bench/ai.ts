import { benchAnswerModel } from './ai/answer-model.ts';
import { benchLanguage } from './ai/language.ts';
import { benchOcr } from './ai/ocr.ts';
import { benchPersonalData } from './ai/personal-data.ts';
import { benchSentiment } from './ai/sentiment.ts';

/** Measures the local AI parts on the labelled data of a folder and prints one line a set. What is not there fails. */
export async function benchAi(dataFolder: string): Promise<void> {
  benchLanguage(dataFolder);
  benchSentiment(dataFolder);
  benchPersonalData(dataFolder);
  benchAnswerModel(dataFolder);
  await benchOcr(dataFolder);
}
