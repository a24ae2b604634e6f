import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { type AwsEndpoint, openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import { type Outbox, openOutbox } from '../../../../local/aws/outbox/outbox.ts';
import { ses } from '../../../../local/aws/ses/ses.ts';
import { createVirtualClock } from '../../../../local/virtual-clock.ts';
import { clientOf, rejection } from '../../support/aws-client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ses-'));
const clock = createVirtualClock(Date.UTC(2026, 2, 1, 12));
const faults = createFaults();
let box: Outbox;
let endpoint: AwsEndpoint;
let client: SESv2Client;

beforeAll(async () => {
  box = openOutbox({ dataDir, clock });
  endpoint = await openAwsEndpoint({
    port: 0,
    services: { ses: ses.open({ outbox: box }) },
    routes: box.routes,
    faults,
  });
  client = new SESv2Client(clientOf(endpoint.url));
});

beforeEach(() => fetch(`${endpoint.url}/_aws/ses`, { method: 'DELETE' }));

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await box.close();
  rmSync(dataDir, { recursive: true });
});

const simple = (change: object = {}): SendEmailCommandInput => ({
  FromEmailAddress: '"Support" <support@company.example>',
  Destination: { ToAddresses: ['Agent <Agent@Company.example>'], CcAddresses: ['lead@company.example'] },
  Content: {
    Simple: {
      Subject: { Data: '문의 <1>' },
      Body: {
        Text: { Data: 'See https://help.example/r/abc?x=1&y=2.' },
        Html: { Data: '<p>Hello</p><script>1</script>' },
      },
      Headers: [{ Name: 'X-Notification-Id', Value: 'n-1' }],
    },
  },
  ...change,
});
const send = async (input = simple()) => (await client.send(new SendEmailCommand(input))).MessageId;
const outbox = async (query = ''): Promise<Record<string, unknown>[]> =>
  Object(await (await fetch(`${endpoint.url}/_aws/ses${query}`)).json()).messages;

test('keeps a simple mail in the outbox', async () => {
  const MessageId = await send();

  expect(await outbox()).toEqual([
    {
      MessageId,
      at: '2026-03-01T12:00:00.000Z',
      from: '"Support" <support@company.example>',
      to: ['Agent <Agent@Company.example>'],
      cc: ['lead@company.example'],
      bcc: [],
      replyTo: [],
      subject: '문의 <1>',
      text: 'See https://help.example/r/abc?x=1&y=2.',
      html: '<p>Hello</p><script>1</script>',
      headers: {
        'X-Notification-Id': 'n-1',
        'Message-ID': `<${MessageId}@us-east-1.amazonses.com>`,
        Date: 'Sun, 01 Mar 2026 12:00:00 GMT',
      },
      attachments: [],
      forwardState: 'kept',
    },
  ]);
});

test('reads a raw mail as a mail program would', async () => {
  const raw = [
    'From: support@company.example',
    'To: "Kim, Jisoo" <jisoo@customer.example>, b@customer.example',
    'Subject: =?utf-8?B?64u167OA?= =?utf-8?Q?_=EC=95=88=EB=82=B4?=',
    'Message-ID: <own@id>',
    'References: <a@b>',
    ' <c@d>',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    '--inner',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '=EA=B8=80 soft=',
    ' break',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<b>글</b>').toString('base64'),
    '--inner--',
    '--outer',
    'Content-Type: application/pdf; name="a.pdf"',
    'Content-Disposition: attachment; filename="a.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAEC',
    '--outer--',
  ].join('\r\n');

  const MessageId = await send({ Content: { Raw: { Data: Buffer.from(raw) } } });

  expect(await outbox()).toMatchObject([
    {
      from: 'support@company.example',
      to: ['"Kim, Jisoo" <jisoo@customer.example>', 'b@customer.example'],
      subject: '답변 안내',
      text: '글 soft break',
      html: '<b>글</b>',
      headers: { references: '<a@b> <c@d>', 'Message-ID': `<${MessageId}@us-east-1.amazonses.com>` },
      attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', sizeBytes: 3 }],
    },
  ]);
});

test('finds mails by recipient and by id', async () => {
  const first = await send();
  const second = await send(simple({ Destination: { ToAddresses: ['other@company.example'] } }));

  const idsOf = (mails: readonly Record<string, unknown>[]) => mails.map(({ MessageId }) => MessageId);
  expect(idsOf(await outbox('?to=agent@company.example'))).toEqual([first]);
  expect(idsOf(await outbox('?to=LEAD@company.example'))).toEqual([first]);
  expect(idsOf(await outbox(`?id=${second}`))).toEqual([second]);
  expect(idsOf(await outbox('?to=nobody@company.example'))).toEqual([]);
});

test.each([
  ['no recipient', simple({ Destination: {} }), 'Destination has no recipient'],
  ['an address without a domain', simple({ Destination: { ToAddresses: ['agent'] } }), "Missing final '@domain'"],
  ['no sender', simple({ FromEmailAddress: undefined }), "Missing final '@domain'"],
  ['two addresses in one', simple({ Destination: { ToAddresses: ['a@b, c@d'] } }), "Missing final '@domain'"],
  [
    'too many recipients',
    simple({ Destination: { ToAddresses: Array.from({ length: 51 }, (_, index) => `a${index}@b.example`) } }),
    'Recipient count exceeds 50.',
  ],
  ['no content', simple({ Content: {} }), 'Content must be either Simple or Raw'],
  [
    'a template',
    simple({ Content: { Template: { TemplateName: 't' } } }),
    'Templates are not supported by this endpoint',
  ],
  [
    'a header with a line break',
    simple({
      Content: {
        Simple: {
          Subject: { Data: 's' },
          Body: { Text: { Data: 't' } },
          Headers: [{ Name: 'X-A', Value: 'a\r\nBcc: e@x' }],
        },
      },
    }),
    'A header has a name or value that is not allowed',
  ],
])('refuses %s', async (_, input, message) => {
  const error = await rejection(send(input));

  expect(error).toMatchObject({ name: 'BadRequestException', message });
  expect(await outbox()).toEqual([]);
});

test('throttles under its own name', async () => {
  faults.set([{ service: 'ses', operation: 'SendEmail', kind: 'throttle', times: 1 }]);

  expect((await rejection(send())).name).toBe('TooManyRequestsException');
  expect(await outbox()).toEqual([]);
});

describe('the page for people', () => {
  const open = async (path: string) => {
    const response = await fetch(endpoint.url + path);
    return { policy: response.headers.get('content-security-policy'), html: await response.text() };
  };

  test('lists mails with everything escaped', async () => {
    const MessageId = await send();

    const { html, policy } = await open('/_aws/outbox');

    expect(html).toContain(`href="/_aws/outbox/${MessageId}"`);
    expect(html).toContain('문의 &lt;1&gt;');
    expect(policy).toContain("default-src 'none'");
    expect((await open('/_aws/ses/')).html).toBe(html);
  });

  test('shows a message with working links and its HTML in a sandbox', async () => {
    const MessageId = await send();

    const { html } = await open(`/_aws/outbox/${MessageId}`);
    const body = await open(`/_aws/outbox/${MessageId}/html`);

    expect(html).toContain(
      '<a href="https://help.example/r/abc?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">',
    );
    expect(html).not.toContain('<script>');
    expect(html).toContain(
      `sandbox="allow-popups allow-popups-to-escape-sandbox" src="/_aws/outbox/${MessageId}/html"`,
    );
    expect(body.policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
    expect(body.html).toContain('<p>Hello</p>');
  });

  test('pages back to older mails', async () => {
    for (let count = 0; count < 51; count += 1) await send();

    const { html } = await open('/_aws/outbox');
    const older = /href="(\/_aws\/outbox\?before=\d+)"/.exec(html)?.[1] ?? '';

    expect(html.match(/<li>/g)).toHaveLength(50);
    expect((await open(older)).html.match(/<li>/g)).toHaveLength(1);
  });
});

test('keeps mails over a restart', async () => {
  const MessageId = await send();
  const again = openOutbox({ dataDir, clock });
  const second = await openAwsEndpoint({ port: 0, services: {}, routes: again.routes, faults });

  const { messages } = Object(await (await fetch(`${second.url}/_aws/ses`)).json());

  expect(messages).toMatchObject([{ MessageId }]);
  await second.close();
  await again.close();
});
