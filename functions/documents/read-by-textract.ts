import { DetectDocumentTextCommand } from '@aws-sdk/client-textract';
import { textractClient } from '../clients/textract.ts';
import { meanConfidence, type ReadText, trustedConfidence } from './page-reading.ts';

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
