import { assertSignedChunks } from '../../../../local/aws/s3/aws-chunked.ts';
import { type SignedRequest, signingOf } from '../../../../local/aws/signature.ts';
import { rejection } from '../../support/aws-client.ts';

/**
 * The examples of "Authenticating Requests: Using the Authorization Header (Transferring Payload in Multiple Chunks)".
 */
const amzDate = '20130524T000000Z';
const signing = signingOf({ credential: 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request', amzDate });
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const chunk = (bytes: string, signature: string): string =>
  `${bytes.length.toString(16)};chunk-signature=${signature}\r\n${bytes}${bytes === '' ? '' : '\r\n'}`;
const [long, short] = ['a'.repeat(65_536), 'a'.repeat(1_024)];

const plain = {
  kind: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  chunks: [
    chunk(long, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(short, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk('', 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
  ],
  trailer: '\r\n',
};
const trailing = {
  kind: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  signature: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  chunks: [
    chunk(long, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
    chunk(short, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
    chunk('', '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
  ],
  trailer:
    'x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
};
type Example = typeof plain;

function check({ kind, signature, chunks, trailer }: Example): Promise<void> {
  if (signing === undefined) throw new Error('The example has no credential');
  const by: SignedRequest = { signing, secretAccessKey, signature };
  const headers = { 'x-amz-date': amzDate, 'x-amz-content-sha256': kind };
  return assertSignedChunks({ headers, body: Buffer.from(chunks.join('') + trailer) }, by);
}

test.each([
  ['without a trailer', plain],
  ['with a trailer', trailing],
])('the example of AWS %s is good', async (_, example) => {
  await expect(check(example)).resolves.toBeUndefined();
});

test.each<[string, Example]>([
  ['a byte differs', { ...plain, chunks: plain.chunks.map((text) => text.replace('aaa', 'aba')) }],
  ['chunks change places', { ...plain, chunks: [1, 0, 2].map((index) => plain.chunks[index] ?? '') }],
  ['a chunk is missing', { ...plain, chunks: plain.chunks.slice(1) }],
  ['the last is not signed', { ...plain, chunks: [...plain.chunks.slice(0, 2), '0\r\n'] }],
  ['the trailer differs', { ...trailing, trailer: trailing.trailer.replace('sOO8', 'sOO9') }],
  ['the trailer is not signed', { ...trailing, trailer: 'x-amz-checksum-crc32c:sOO8/Q==\r\n\r\n' }],
  ['the trailer is missing', { ...trailing, trailer: '\r\n' }],
])('it is not when %s', async (_, example) => {
  expect((await rejection(check(example))).name).toBe('SignatureDoesNotMatch');
});
