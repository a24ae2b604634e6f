import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { boundedClient } from '../clients/bounded.ts';
import { config } from '../config.ts';
import type { Mail } from '../mail/mail.ts';
import { once } from '../once.ts';

const sesv2Client = once(() => boundedClient('ses', (config) => new SESv2Client(config)));

/** Hands a mail to SES and gives SES's id of it. SES has no idempotency token: `X-Notification-Id` tells repeats apart. */
export async function sendMail(mail: Mail, address: { to: string; fromName: string }): Promise<string> {
  const { MessageId } = await sesv2Client().send(
    new SendEmailCommand({
      FromEmailAddress: `${quoted(address.fromName)} <${config().senderAddress}>`,
      Destination: { ToAddresses: [address.to] },
      Content: {
        Simple: {
          Subject: { Data: mail.subject, Charset: 'UTF-8' },
          Body: { Text: { Data: mail.text, Charset: 'UTF-8' }, Html: { Data: mail.html, Charset: 'UTF-8' } },
          Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
        },
      },
    }),
  );
  if (MessageId === undefined) throw new Error('SES took a mail without giving its id');
  return MessageId;
}

/** A display name as a MIME encoded word: any script, and nothing that could end the header. */
const quoted = (name: string): string => `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?=`;
