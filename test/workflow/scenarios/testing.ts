import { IssuedApiKey } from '../../../schemas/api/api-keys.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import { awaitingReply, ended, latestStaffMail } from '../../support/journey.ts';
import type { World } from '../../support/world.ts';
import type { InWorld } from '../world.ts';

const simulator = 'success@simulator.amazonses.com';

/** A test key of the demo company, made as a company makes one. */
async function testKey({ apiUrl, demo }: World): Promise<string> {
  const response = await fetch(`${apiUrl}/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Trial', mode: 'test', scopes: ['inquiries:write', 'inquiries:read'] }),
  });
  return IssuedApiKey.parse(await response.json()).key ?? '';
}

export function testing(inWorld: InWorld): void {
  test('a test inquiry is answered like any other, but its mail reaches no customer', async () => {
    const world = inWorld();

    const inquiry = await world.submit(question, await testKey(world));

    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect(await world.status(inquiry)).toMatchObject({ status: 'ai_responded', mode: 'test' });
    expect((await world.mailsAbout(inquiry.id)).map(({ to, subject }) => [to, subject.slice(0, 7)])).toEqual([
      [simulator, '[TEST] '],
    ]);
    expect((await world.list(inquiry.apiKey)).map(({ id }) => id)).toEqual([inquiry.id]);
    expect((await world.list(world.demo.apiKey)).map(({ id }) => id)).not.toContain(inquiry.id);
  });

  test('a test inquiry that needs a person is handed to no staff, and can be replied to by the link', async () => {
    const world = inWorld();
    const inquiry = await world.submit(legalThreat, await testKey(world));
    await awaitingReply(world, inquiry);

    const { link, to, subject } = await latestStaffMail(world, inquiry);
    await world.reply(link, 'This was a test.');

    expect([to, subject.slice(0, 7)]).toEqual([simulator, '[TEST] ']);
    expect(await ended(world, inquiry)).toBe('SUCCEEDED');
    expect((await world.status(inquiry)).status).toBe('resolved');
    expect((await world.mailsAbout(inquiry.id)).map((mail) => mail.to)).toEqual([simulator, simulator]);
  });
}
