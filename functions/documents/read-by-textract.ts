import { DetectDocumentTextCommand, TextractClient } from '@aws-sdk/client-textract';
import { boundedClient } from '../clients/bounded.ts';
import { once } from '../once.ts';
import { meanConfidence, type ReadText, trustedConfidence } from './page-reading.ts';

const textractClient = once(() => boundedClient('textract', (config) => new TextractClient(config)));

/** Reads an image or a one-page PDF in Latin script. */
export async function readByTextract(document: Uint8Array): Promise<ReadText> {
  const { Blocks = [] } = await textractClient().send(new DetectDocumentTextCommand({ Document: { Bytes: document } }));
  const words = Blocks.filter((block) => block.BlockType === 'WORD');
  return {
    text: Blocks.flatMap((block) => (block.BlockType === 'LINE' ? [block.Text ?? ''] : [])).join('\n'),
    confidence: meanConfidence(words.map((word) => word.Confidence ?? 0)),
    unsureWords: words
      .flatMap(({ Text = '', Confidence = 0 }) => (Confidence < trustedConfidence ? [Text] : []))
      .slice(0, 40),
  };
}
