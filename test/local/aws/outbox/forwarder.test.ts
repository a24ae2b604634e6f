import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import { openOutbox } from '../../../../local/aws/outbox/outbox.ts';
import { ses } from '../../../../local/aws/ses/ses.ts';
import { createVirtualClock } from '../../../../local/virtual-clock.ts';
import { clientOf } from '../../support/aws-client.ts';

interface SmtpServer {
  readonly server: Server;
  readonly url: string;
  readonly mails: string[];
  readonly sockets: Set<Socket>;
  refuses: boolean;
}

/** As much of an SMTP server as a sender needs. */
async function startSmtp(): Promise<SmtpServer> {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const state = { refuses: false };
  const server = createServer((socket) => {
    sockets.add(socket);
    let data: string | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.setEncoding('utf8').on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').slice(0, -1)) {
        if (data !== undefined) {
          if (line === '.') {
            mails.push(data);
            data = undefined;
            say('250 kept');
          } else data += `${line}\n`;
        } else if (/^(EHLO|HELO)/.test(line)) say('250 test');
        else if (/^MAIL/.test(line)) say(state.refuses ? '451 later' : '250 ok');
        else if (/^DATA/.test(line)) {
          data = '';
          say('354 go on');
        } else say('250 ok');
      }
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = Object(server.address()).port;
  return Object.defineProperty({ server, url: `smtp://127.0.0.1:${port}`, mails, sockets, refuses: false }, 'refuses', {
    set: (value: boolean) => {
      state.refuses = value;
    },
  });
}

test('sends mails on by SMTP, tries again later when that fails, forgets none over a restart, and keeps what is for the simulator', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'forwarder-'));
  const clock = createVirtualClock();
  const smtp = await startSmtp();
  const start = async () => {
    const outbox = openOutbox({ dataDir, clock, smtpUrl: smtp.url });
    const endpoint = await openAwsEndpoint({
      port: 0,
      services: { ses: ses.open({ outbox }) },
      routes: outbox.routes,
      faults: createFaults(),
    });
    return { outbox, endpoint, client: new SESv2Client(clientOf(endpoint.url)) };
  };
  const stop = async ({ outbox, endpoint, client }: Awaited<ReturnType<typeof start>>) => {
    client.destroy();
    await endpoint.close();
    await outbox.close();
  };
  const send = (client: SESv2Client, subject: string, to = ['agent@company.example']) =>
    client.send(
      new SendEmailCommand({
        FromEmailAddress: 'support@company.example',
        Destination: { ToAddresses: to },
        Content: {
          Simple: {
            Subject: { Data: subject },
            Body: { Text: { Data: 'Hello' } },
            Headers: [{ Name: 'X-Notification-Id', Value: 'n-1' }],
          },
        },
      }),
    );
  const states = async (url: string, until: (states: readonly string[]) => boolean): Promise<readonly string[]> => {
    for (;;) {
      const { messages } = Object(await (await fetch(`${url}/_aws/ses`)).json());
      const found = messages.map((mail: unknown) =>
        `${Object(mail).forwardState} ${Object(mail).forwardError ?? ''}`.trim(),
      );
      if (until(found)) return found;
    }
  };

  const first = await start();
  await send(first.client, 'first');
  expect(await states(first.endpoint.url, ([state]) => state !== 'pending')).toEqual(['sent']);
  expect(smtp.mails[0]).toContain('Subject: first');
  expect(smtp.mails[0]).toMatch(/^X-Notification-Id: n-1$/im);

  smtp.refuses = true;
  await send(first.client, 'second');
  const failed = await states(first.endpoint.url, ([, state]) => state !== 'pending');
  expect(failed[1]).toMatch(/^pending .*451 later/);
  await stop(first);

  smtp.refuses = false;
  const second = await start();
  await clock.advance(60_000);
  await states(second.endpoint.url, ([, state]) => state === 'sent');
  expect(smtp.mails).toHaveLength(2);

  await send(second.client, 'third', ['success@simulator.amazonses.com']);
  await send(second.client, 'fourth');
  const kept = await states(second.endpoint.url, ([, , , state]) => state === 'sent');
  expect(kept).toEqual(['sent', expect.stringMatching(/^sent/), 'kept', 'sent']);
  expect(smtp.mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1])).toEqual(['first', 'second', 'fourth']);

  await stop(second);
  for (const socket of smtp.sockets) socket.destroy();
  smtp.server.close();
  rmSync(dataDir, { recursive: true });
});

test('a server that takes connections and never greets holds up no end, and its mail waits for the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'forwarder-'));
  const clock = createVirtualClock();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const outbox = openOutbox({ dataDir, clock, smtpUrl: `smtp://127.0.0.1:${Object(silent.address()).port}` });
  const endpoint = await openAwsEndpoint({
    port: 0,
    services: { ses: ses.open({ outbox }) },
    routes: outbox.routes,
    faults: createFaults(),
  });
  const client = new SESv2Client(clientOf(endpoint.url));
  const connected = once(silent, 'connection');
  const Body = { Text: { Data: 'Hello' } };
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: 'support@company.example',
      Destination: { ToAddresses: ['agent@company.example'] },
      Content: { Simple: { Subject: { Data: 'first' }, Body } },
    }),
  );
  await connected;
  const before = Object(await (await fetch(`${endpoint.url}/_aws/ses`)).json()).messages[0];
  client.destroy();
  await endpoint.close();

  await outbox.close();

  const again = openOutbox({ dataDir, clock });
  const { forwardState, forwardError } = await readOnly(again);
  expect([before.forwardState, forwardState, forwardError ?? null]).toEqual(['pending', 'pending', null]);
  await again.close();
  for (const socket of sockets) socket.destroy();
  silent.close();
  rmSync(dataDir, { recursive: true });
});

/** The one mail of an outbox, as its page of mails tells. */
async function readOnly({ routes }: ReturnType<typeof openOutbox>) {
  const endpoint = await openAwsEndpoint({ port: 0, services: {}, routes, faults: createFaults() });
  const { messages } = Object(await (await fetch(`${endpoint.url}/_aws/ses`)).json());
  await endpoint.close();
  return Object(messages[0]);
}
