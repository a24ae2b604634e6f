import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ocr, openOcr } from '../../../../local/ai/ocr/ocr.ts';
import { startTesseract } from '../../../../local/ai/ocr/tesseract.ts';
import { until } from '../../../support/until.ts';

const samples = new URL('../../../../local/demo/samples/', import.meta.url);
const textOf = ({ lines }: Awaited<ReturnType<Ocr['recognize']>>): string => lines.map(({ text }) => text).join('\n');

let dataDir: string;
let ocr: Ocr;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ocr-test-'));
  ocr = openOcr({ dataDir });
});

afterAll(async () => {
  await ocr.close();
  await rm(dataDir, { recursive: true });
});

test('writes nothing before the first image', async () => {
  const untouched = await mkdtemp(join(tmpdir(), 'ocr-test-'));

  await openOcr({ dataDir: untouched }).close();

  expect(await readdir(untouched)).toEqual([]);
  await rm(untouched, { recursive: true });
});

test('reads Korean with the spaces that the writer put', async () => {
  const image = await readFile(new URL('exchange-question-ko.png', samples));

  const result = await ocr.recognize(image, { script: 'korean' });

  expect(textOf(result)).toContain('지난주에 산 신발이 작아서 큰 사이즈로 바꾸고 싶습니다.');
  expect(result).toMatchObject({ widthPx: 1_100, heightPx: 460 });
});

test('reads several images of both scripts at once', async () => {
  const korean = await readFile(new URL('exchange-question-ko.png', samples));
  const english = await readFile(new URL('shipping-label-question.png', samples));

  const results = await Promise.all([
    ocr.recognize(korean, { script: 'korean' }),
    ocr.recognize(english, { script: 'latin' }),
    ocr.recognize(english, { script: 'latin' }),
    ocr.recognize(korean, { script: 'korean' }),
  ]);

  expect(results.map(textOf)).toEqual([
    expect.stringContaining('교환은 어떻게 신청하나요?'),
    expect.stringContaining('How do I return an item'),
    expect.stringContaining('How do I return an item'),
    expect.stringContaining('교환은 어떻게 신청하나요?'),
  ]);
});

test('a caller that hangs up leaves the line of those who wait for a worker', async () => {
  const image = await readFile(new URL('shipping-label-question.png', samples));
  const caller = new AbortController();
  const before = [ocr.recognize(image, { script: 'latin' }), ocr.recognize(image, { script: 'latin' })];
  const leaving = ocr.recognize(image, { script: 'latin', signal: caller.signal });
  const staying = ocr.recognize(image, { script: 'latin' });

  caller.abort();

  await expect(leaving).rejects.toMatchObject({ name: 'OcrFailedError', message: expect.stringContaining('hung up') });
  expect((await Promise.all([...before, staying])).map(textOf)).toEqual(
    Array.from({ length: 3 }, () => expect.stringContaining('MERIDIAN STORE')),
  );
});

test('refuses bytes that are no image and goes on', async () => {
  const image = await readFile(new URL('shipping-label-question.png', samples));

  await expect(ocr.recognize(Buffer.from('no image'), { script: 'latin' })).rejects.toMatchObject({
    name: 'UnreadableImageError',
  });
  expect(textOf(await ocr.recognize(image, { script: 'latin' }))).toContain('MERIDIAN STORE');
});

test('refuses images after it was closed, and can be closed twice', async () => {
  const closing = openOcr({ dataDir });
  await closing.close();
  await closing.close();

  await expect(closing.recognize(Buffer.from('x'), { script: 'latin' })).rejects.toMatchObject({
    name: 'OcrFailedError',
  });
});

test('a reader that ends while it reads fails that image alone', async () => {
  const image = await readFile(new URL('exchange-question-ko.png', samples));
  const before = new Set(readers());
  const one = openOcr({ dataDir });

  const reading = one.recognize(image, { script: 'korean' }).catch((error: Error) => error);
  const pid = await until('a reader', async () => readers().find((reader) => !before.has(reader)));
  process.kill(pid, 'SIGKILL');

  expect(await reading).toMatchObject({ name: expect.stringMatching(/^(OcrFailed|TooManyRequests)/) });
  expect(textOf(await one.recognize(image, { script: 'korean' }))).toContain('교환은 어떻게 신청하나요?');
  await one.close();
});

test('does not start without language data', async () => {
  await expect(startTesseract(join(dataDir, 'nothing-here'), 'latin')).rejects.toMatchObject({ code: 'ENOENT' });
});

/** The processes of readers that this one has started, from whichever thread. */
function readers(): readonly number[] {
  const threads = readdirSync('/proc/self/task').map((thread) => `/proc/self/task/${thread}/children`);
  const children = threads.flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8').split(' ') : []));
  return children.filter((pid) => pid !== '' && commandOf(pid).includes('read-image.worker')).map(Number);
}

const commandOf = (pid: string): string =>
  existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
