import {
  BatchDetectDominantLanguageCommand,
  BatchDetectSentimentCommand,
  ComprehendClient,
  DetectDominantLanguageCommand,
  DetectKeyPhrasesCommand,
  DetectPiiEntitiesCommand,
  DetectSentimentCommand,
  type LanguageCode,
} from '@aws-sdk/client-comprehend';
import { comprehend } from '../../../../local/aws/comprehend/comprehend.ts';
import { type AiEndpoint, serveAwsService } from '../../ai/ai-endpoint.ts';

let endpoint: AiEndpoint;
let client: ComprehendClient;

beforeAll(async () => {
  endpoint = await serveAwsService(comprehend.open({}));
  client = new ComprehendClient(endpoint.clientConfig);
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

const sentimentOf = (text: string, language: LanguageCode) =>
  client.send(new DetectSentimentCommand({ Text: text, LanguageCode: language }));

describe('DetectDominantLanguage', () => {
  test.each([
    ['주문한 MacBook Pro 언제 배송되나요?', 'ko'],
    ['How can I change my delivery address?', 'en'],
    ['¿Cómo puedo cambiar la dirección de entrega de mi pedido?', 'es'],
    ['配送先の住所を変更したいです', 'ja'],
    ['我想更改收货地址', 'zh'],
  ])('tells the language of %s', async (text, expected) => {
    const { Languages } = await client.send(new DetectDominantLanguageCommand({ Text: text }));

    expect(Languages?.[0]?.LanguageCode).toBe(expected);
    expect(Languages?.[0]?.Score).toBeGreaterThan(0.2);
    expect(Languages?.[0]?.Score).toBeLessThanOrEqual(1);
  });

  test('names no language for a text without letters', async () => {
    const { Languages } = await client.send(new DetectDominantLanguageCommand({ Text: '12345 !!' }));

    expect(Languages).toEqual([]);
  });

  test('answers a batch by index and keeps errors apart', async () => {
    const TextList = ['Where is my parcel today?', '', '반품하고 싶어요'];

    const { ResultList, ErrorList } = await client.send(new BatchDetectDominantLanguageCommand({ TextList }));

    expect(ResultList?.map(({ Index, Languages }) => [Index, Languages?.[0]?.LanguageCode])).toEqual([
      [0, 'en'],
      [2, 'ko'],
    ]);
    expect(ErrorList).toEqual([
      { Index: 1, ErrorCode: 'INVALID_REQUEST', ErrorMessage: expect.stringContaining('length') },
    ]);
  });

  test('refuses a batch of more than 25 texts', async () => {
    const request = new BatchDetectDominantLanguageCommand({ TextList: Array.from({ length: 26 }, () => 'text') });

    await expect(client.send(request)).rejects.toMatchObject({ name: 'BatchSizeLimitExceededException' });
  });
});

describe('DetectSentiment', () => {
  test.each([
    ['정말 감사합니다. 배송도 빠르고 최고의 서비스였어요!', 'ko', 'POSITIVE'],
    ['배송이 너무 늦고 상담원도 불친절해서 정말 화가 납니다.', 'ko', 'NEGATIVE'],
    ['교환은 어떻게 신청하나요? 감사합니다.', 'ko', 'NEUTRAL'],
    ['상담은 친절해서 정말 좋았지만 배송은 최악이라 너무 실망했습니다.', 'ko', 'MIXED'],
    ['I love it, the best purchase of the year, thank you so much!', 'en', 'POSITIVE'],
    ['This is the third time I write. Your service is awful and I am furious.', 'en', 'NEGATIVE'],
    ['How do I return an item I bought last week? Thanks.', 'en', 'NEUTRAL'],
    ['The delivery was fast and friendly, but the product arrived broken and support was rude.', 'en', 'MIXED'],
  ] as const)('reads the tone of %s', async (text, language, expected) => {
    const { Sentiment, SentimentScore } = await sentimentOf(text, language);

    expect(Sentiment).toBe(expected);
    const { Positive = 0, Negative = 0, Neutral = 0, Mixed = 0 } = SentimentScore ?? {};
    expect(Positive + Negative + Neutral + Mixed).toBeCloseTo(1, 6);
  });

  test('refuses a text of more than 5,000 bytes, counted in UTF-8', async () => {
    await expect(sentimentOf('가'.repeat(1_667), 'ko')).rejects.toMatchObject({
      name: 'TextSizeLimitExceededException',
      message:
        'Input text size exceeds limit. Max length of request text allowed is 5000 bytes while in this request the text size is 5001 bytes',
    });
    await expect(sentimentOf('가'.repeat(1_666), 'ko')).resolves.toMatchObject({ Sentiment: expect.any(String) });
  });

  test('refuses a language that no local model reads', async () => {
    await expect(sentimentOf('Bonjour', 'fr')).rejects.toMatchObject({ name: 'UnsupportedLanguageException' });
  });

  test('reports a long text of a batch without spoiling the others', async () => {
    const TextList = ['I hate this, it is awful.', 'x'.repeat(5_001)];

    const answer = await client.send(new BatchDetectSentimentCommand({ TextList, LanguageCode: 'en' }));

    expect(answer.ResultList?.map(({ Index, Sentiment }) => [Index, Sentiment])).toEqual([[0, 'NEGATIVE']]);
    expect(answer.ErrorList?.[0]).toMatchObject({ Index: 1, ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED' });
  });

  test('refuses an empty text', async () => {
    await expect(sentimentOf('', 'en')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('DetectPiiEntities', () => {
  test('places entities by code points', async () => {
    const Text = '😀 Mail me at dana@example.com';

    const { Entities } = await client.send(new DetectPiiEntitiesCommand({ Text, LanguageCode: 'en' }));

    expect(Entities).toEqual([{ Type: 'EMAIL', Score: 0.99, BeginOffset: 13, EndOffset: 29 }]);
  });

  test('refuses Korean as AWS does', async () => {
    const request = new DetectPiiEntitiesCommand({ Text: '010-1234-5678', LanguageCode: 'ko' });

    await expect(client.send(request)).rejects.toMatchObject({
      name: 'ValidationException',
      message: "Value 'ko' at 'languageCode'failed to satisfy constraint: Member must satisfy enum value set: [en, es]",
    });
  });

  test('does not name a type that AWS lacks', async () => {
    const request = new DetectPiiEntitiesCommand({ Text: 'My number is 900101-1234568', LanguageCode: 'en' });

    const { Entities } = await client.send(request);

    expect(Entities?.map(({ Type }) => Type)).not.toContain('KR_RRN');
  });
});

describe('DetectKeyPhrases', () => {
  test('finds noun phrases of English by code point offsets', async () => {
    const Text = '😀 How do I change the delivery address of my order?';

    const { KeyPhrases } = await client.send(new DetectKeyPhrasesCommand({ Text, LanguageCode: 'en' }));

    const phrase = KeyPhrases?.find(({ Text: found }) => found === 'delivery address');
    expect([...Text].slice(phrase?.BeginOffset, phrase?.EndOffset).join('')).toBe('delivery address');
  });

  test('leaves particles and verbs out in Korean', async () => {
    const request = new DetectKeyPhrasesCommand({ Text: '환불은 언제 계좌로 들어오나요?', LanguageCode: 'ko' });

    const { KeyPhrases } = await client.send(request);

    expect(KeyPhrases?.map(({ Text }) => Text)).toEqual(['환불', '계좌']);
  });
});
