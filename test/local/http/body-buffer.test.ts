import { createBodyBuffer, giveBack } from '../../../local/http/body-buffer.ts';

const chunks = Array.from({ length: 40 }, (_, at) => Buffer.alloc(10_000, at));

test.each([0, 1, 399_999, 400_000, 10_000_000])(
  'holds what has come, in order, of a body announced as %i bytes',
  (expected) => {
    const body = createBodyBuffer(expected);

    for (const chunk of chunks) body.add(chunk);

    expect(body.bytes().equals(Buffer.concat(chunks))).toBe(true);
  },
);

test('takes little for a body that is announced and does not come', () => {
  const body = createBodyBuffer(10_000_000);

  body.add(Buffer.from('a'));

  expect(body.bytes().buffer.byteLength).toBeLessThanOrEqual(262_144);
});

test('gives the memory of a large body back at once, and none that others use as well', () => {
  const large = Buffer.allocUnsafeSlow(400_000);
  const pooled = Buffer.from('words');

  for (const bytes of [large, large, pooled]) giveBack(bytes);

  expect([large.length, pooled.toString()]).toEqual([0, 'words']);
});
