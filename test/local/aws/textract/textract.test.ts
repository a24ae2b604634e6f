import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { type Block, DetectDocumentTextCommand, TextractClient } from '@aws-sdk/client-textract';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { type Ocr, openOcr } from '../../../../local/ai/ocr/ocr.ts';
import { textract } from '../../../../local/aws/textract/textract.ts';
import { pdfWith, streamOf } from '../../../domain/attachments/pdf-file.ts';
import { type AiEndpoint, serveAwsService } from '../../ai/ai-endpoint.ts';

const samples = new URL('../../../../local/demo/samples/', import.meta.url);
const fixtures = new URL('../../../fixtures/documents/', import.meta.url);
const linesOf = (blocks: readonly Block[] | undefined): readonly string[] =>
  (blocks ?? []).filter((block) => block.BlockType === 'LINE').map((block) => block.Text ?? '');

/** 1 KB of contents that unfold to 300 MB of drawing commands. */
const bomb = pdfWith([
  '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >> endobj\n',
  streamOf(4, {
    dictionary: '/Filter [/FlateDecode /FlateDecode]',
    data: deflateSync(deflateSync(Buffer.alloc(300_000_000, 'q Q '))),
  }),
]);

let ocr: Ocr;
let endpoint: AiEndpoint;
let client: TextractClient;

beforeAll(async () => {
  ocr = openOcr({});
  endpoint = await serveAwsService(
    textract.open({ ocr, readObject: async (_call, bucket, key) => Buffer.from(`${bucket}/${key}`) }),
  );
  client = new TextractClient(endpoint.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await ocr.close();
});

const detect = (bytes: Uint8Array) => client.send(new DetectDocumentTextCommand({ Document: { Bytes: bytes } }));

describe('DetectDocumentText', () => {
  test('reads an image into pages, lines and words', async () => {
    const { Blocks, DocumentMetadata } = await detect(await readFile(new URL('shipping-label-question.png', samples)));

    expect(DocumentMetadata).toEqual({ Pages: 1 });
    expect(linesOf(Blocks)).toContain('How do I return an item I bought last week?');
    const page = Blocks?.find((block) => block.BlockType === 'PAGE');
    const lineIds = Blocks?.filter((block) => block.BlockType === 'LINE').map((block) => block.Id);
    expect(page?.Relationships).toEqual([{ Type: 'CHILD', Ids: lineIds }]);
  });

  test('places a word where it stands on the page', async () => {
    const { Blocks } = await detect(await readFile(new URL('shipping-label-question.png', samples)));

    const word = Blocks?.find((block) => block.BlockType === 'WORD' && block.Text === 'return');
    const box = word?.Geometry?.BoundingBox;
    expect(box?.Left).toBeCloseTo(0.21, 1);
    expect(box?.Top).toBeCloseTo(0.67, 1);
    expect(word?.Confidence).toBeGreaterThan(80);
    expect(word?.Confidence).toBeLessThanOrEqual(100);
    expect(word?.TextType).toBe('PRINTED');
  });

  test('gives no Hangul for a Korean image', async () => {
    const { Blocks } = await detect(await readFile(new URL('exchange-question-ko.png', samples)));

    expect(JSON.stringify(Blocks)).not.toMatch(/\p{Script=Hangul}/u);
  });

  test('takes the text layer of a one-page PDF', async () => {
    const { Blocks } = await detect(await readFile(new URL('refund-question.pdf', samples)));

    expect(linesOf(Blocks)).toContain('How long does a refund take, and where will the money go?');
    expect(Blocks?.every((block) => block.BlockType === 'PAGE' || block.Confidence === 99)).toBe(true);
  });

  test('reads the picture of a PDF without a text layer', async () => {
    const { Blocks } = await detect(await readFile(new URL('scanned-letter.pdf', fixtures)));

    expect(linesOf(Blocks).join(' ')).toContain('Please send me a copy of the invoice');
  });

  test('answers an empty page with one page block only', async () => {
    const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();

    const { Blocks } = await detect(blank);

    expect(Blocks?.map((block) => block.BlockType)).toEqual(['PAGE']);
  });

  test('gives up a PDF that unfolds without end, and reads the next one', async () => {
    await expect(detect(bomb)).rejects.toMatchObject({ name: 'UnsupportedDocumentException' });
    const { Blocks } = await detect(await readFile(new URL('refund-question.pdf', samples)));
    expect(linesOf(Blocks).length).toBeGreaterThan(0);
  });

  test('refuses a PDF of two pages', async () => {
    const bytes = await readFile(new URL('two-pages.pdf', fixtures));

    await expect(detect(bytes)).rejects.toMatchObject({
      name: 'UnsupportedDocumentException',
      message: 'Request has unsupported document format',
    });
  });

  test.each([
    ['plain text', Buffer.from('This is no image')],
    ['a GIF', Buffer.from('GIF89a0000000000')],
    ['a broken PDF', Buffer.from('%PDF-1.7 and nothing that follows')],
  ])('refuses %s as unsupported', async (_name, bytes) => {
    await expect(detect(bytes)).rejects.toMatchObject({ name: 'UnsupportedDocumentException' });
  });

  test('refuses a PNG that breaks off, and reads the next image', async () => {
    const whole = await readFile(new URL('shipping-label-question.png', samples));

    await expect(detect(whole.subarray(0, 2_000))).rejects.toMatchObject({ name: 'BadDocumentException' });

    const { Blocks } = await detect(whole);
    expect(linesOf(Blocks).length).toBeGreaterThan(3);
  });

  test('refuses a small file that unpacks to more than 10,000 pixels a side', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();

    await expect(detect(bomb)).rejects.toMatchObject({ name: 'BadDocumentException' });
  });

  test('refuses a document of more than 10 MB', async () => {
    await expect(detect(Buffer.alloc(10 * 1024 * 1024 + 1))).rejects.toMatchObject({
      name: 'DocumentTooLargeException',
    });
  });

  test('refuses a request with neither bytes nor an object', async () => {
    await expect(client.send(new DetectDocumentTextCommand({ Document: {} }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Request has invalid parameters',
    });
  });

  test('fetches a document named by bucket and key', async () => {
    const request = new DetectDocumentTextCommand({ Document: { S3Object: { Bucket: 'inbox', Name: 'letter.png' } } });

    await expect(client.send(request)).rejects.toMatchObject({ name: 'UnsupportedDocumentException' });
  });

  test('leaves words in another script out of a text layer', async () => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([300, 100]);
    page.drawText('αβγ δε', { x: 10, y: 50, size: 14, font: await pdf.embedFont(StandardFonts.Symbol) });
    page.drawText('Order 7', { x: 10, y: 20, size: 14, font: await pdf.embedFont(StandardFonts.Helvetica) });

    const { Blocks } = await detect(await pdf.save());

    expect(linesOf(Blocks)).toEqual(['Order 7']);
  });
});
