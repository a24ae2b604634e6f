import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEscalation } from '../../functions/entities/escalation.ts';
import { escalationIdOf, Run } from '../../schemas/ids.ts';
import { type ChildRuntime, startChildRuntime } from '../support/child-runtime.ts';
import { setEnvironmentOf } from '../support/handler-environment.ts';
import { awaitingReply, ended, latestStaffMail } from '../support/journey.ts';
import { privacyClient } from '../support/privacy-client.ts';
import { until } from '../support/until.ts';
import { enterWorld, moveClock, type World } from '../support/world.ts';

/** Words and numbers that stand nowhere else, one of each kind that a customer may send. */
const planted = {
  address: 'quixotic.zebra@planted.example.com',
  name: '남궁민서',
  englishName: 'Zebedee Quixworth',
  phone: '010-4827-1593',
  card: '4539 1488 0343 6467',
  resident: '900101-1234568',
  account: '110-482-715930',
  titleWord: 'Xylotitleword',
  contentWord: 'Xylocontentword',
  koreanWord: '쥐락펴락단어',
  comment: 'Xylocommentword',
  message: 'Xylomessageword',
  reply: 'Xyloreplyword',
  filename: 'xylofilename.png',
  externalId: 'xyloexternal-77',
  secretLike: 'whsec_WHlsb3NlY3JldHhseWxvc2VjcmV0',
  // What OCR reads off the picture.
  ocr: 'MERIDIAN STORE',
  ocrWords: 'The shoes are too small',
} as const;

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
const content = [
  `${planted.contentWord} ${planted.koreanWord}. How long does shipping take within Korea?`,
  `My name is ${planted.englishName}, 제 이름은 ${planted.name}입니다. 전화 ${planted.phone}, 카드 ${planted.card},`,
  `주민등록번호 ${planted.resident}, 계좌 ${planted.account}. ${planted.secretLike}`,
].join('\n');

let dataDir: string;
let runtime: ChildRuntime;
let world: World;
let isRunning = false;
let printed = '';
/** What was made on the way and must be nowhere in the logs: name → value. */
const secrets = new Map<string, string>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'log-search-'));
  runtime = await startChildRuntime({
    dataDir,
    port: 0,
    awsPort: 0,
    logLevel: 'debug',
    metricsNamespace: 'Inquiries/test',
    onPrinted: (text) => {
      printed += text;
    },
  });
  isRunning = true;
  setEnvironmentOf(runtime.file, dataDir);
  const { awsEndpoint } = runtime.file;
  world = await enterWorld({ ...runtime.file, advance: (seconds) => moveClock(awsEndpoint, seconds) });
  secrets.set('API key', world.company.apiKey);
}, 60_000);
afterAll(async () => {
  if (isRunning) await runtime.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything a company, a customer and an agent do, with mistakes in between, and the erasure of it all. */
async function wholeLife(): Promise<void> {
  const { ask, erase, request, dataRequest } = privacyClient(world);
  const { apiKey } = world.company;
  const inquiry = {
    title: `${planted.titleWord} 배송 ${planted.phone}`,
    content,
    customerEmail: planted.address,
    externalId: planted.externalId,
  };
  const text = await world.submit(inquiry, apiKey);
  secrets.set('status token', text.statusToken);
  const attachments = [{ filename: planted.filename, contentType: 'image/png', data: picture.toString('base64') }];
  const { externalId: _, ...other } = inquiry;
  const withPicture = await world.submit({ ...other, attachments }, apiKey);
  const threat = await world.submit({ ...other, content: `${content} I will take legal action and sue you.` }, apiKey);
  for (const { id, statusToken } of [text, withPicture])
    await ask('POST', `/v1/inquiries/${id}/escalate`, { bearer: statusToken, json: {} });
  await awaitingReply(world, threat, { mostSeconds: 300 });
  secrets.set('status token of the second', threat.statusToken);
  const escalation = await findEscalation(escalationIdOf(threat.id, Run.parse(1)));
  secrets.set('task token', escalation?.taskToken ?? 'none');
  const { link } = await latestStaffMail(world, threat);
  secrets.set('reply link', link.slice(link.indexOf('/r/') + 3));
  await world.page(link);
  await world.reply(link, '');
  await world.reply(link, `${planted.reply} ${planted.phone}`);
  await ended(world, threat, { mostSeconds: 300 });
  await ask('POST', `/v1/inquiries/${threat.id}/feedback`, {
    bearer: threat.statusToken,
    json: { helpful: false, comment: `${planted.comment} ${planted.name}` },
  });
  await ask('POST', `/v1/inquiries/${threat.id}/reopen`, { json: { message: `${planted.message} ${planted.card}` } });
  await badRequests();
  const exported = await request('export', planted.address);
  await erase(text);
  const erased = await request('erasure', planted.address);
  await until('the erasure done', async () => {
    await world.advance(130);
    await world.sweep();
    return (await dataRequest(erased)).state === 'done' ? true : undefined;
  });
  expect((await dataRequest(exported)).downloadUrl).toBeUndefined();
}

/** Requests at fault, each with something planted in it. */
async function badRequests(): Promise<void> {
  const { ask } = privacyClient(world);
  const { apiUrl, company } = world;
  const authorization = `Bearer ${company.apiKey}`;
  const json = { authorization, 'content-type': 'application/json' };
  await ask('POST', '/v1/inquiries', { json: { title: planted.titleWord, content, customerEmail: planted.phone } });
  await ask('POST', '/v1/inquiries', { json: { title: planted.titleWord, [planted.contentWord]: planted.card } });
  await ask('GET', `/v1/inquiries?status=${planted.contentWord}`);
  await ask('GET', `/v1/inquiries/${encodeURIComponent(planted.address)}`);
  await ask('POST', '/v1/data-requests', { json: { kind: 'erasure', customerEmail: planted.phone } });
  for (const body of [`{"title": "${planted.titleWord}`, `${planted.address}`])
    await fetch(`${apiUrl}/v1/inquiries`, { method: 'POST', headers: json, body });
  await fetch(`${apiUrl}/v1/inquiries`, { headers: { authorization: `Bearer ${company.apiKey}x` } });
  await fetch(`${apiUrl}/v1/inquiries`, { headers: { authorization: `Bearer ${planted.secretLike}` } });
  await fetch(`${apiUrl}/s/${secrets.get('status token')}x`);
  await fetch(`${apiUrl}/r/${secrets.get('reply link')}x`, {
    method: 'POST',
    body: new URLSearchParams({ reply: planted.reply }),
  });
}

/** The bytes of a file, or of every file in a folder, that hold one of the texts. */
function filesWith(texts: Iterable<readonly [string, string]>, folder: string): readonly string[] {
  const wanted = [...texts];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return wanted.flatMap(([what, text]) => (bytes.includes(text) ? [`${name}: ${what}`] : []));
    });
}

test('no log line and no metric holds anything of a customer’s, nor a key, token or link', async () => {
  await wholeLife();
  await runtime.stop();
  isRunning = false;

  expect(printed).toContain('"operation":"submitInquiry"');
  expect(printed).toContain('"CloudWatchMetrics"');
  expect(secrets.get('task token')).not.toBe('none');
  const found = [...Object.entries(planted), ...secrets]
    .filter(([, text]) => printed.includes(text))
    .map(([what]) => what);
  expect(found).toEqual([]);
}, 180_000);

test('after the erasure no file of ours holds it either; the embedded store’s free pages still may', () => {
  const holding = filesWith(Object.entries(planted), dataDir).filter((line) => !line.startsWith('store.db'));

  expect(holding).toEqual([]);
});
