import { readFileSync } from 'node:fs';
import type { DataRequestView } from '../../../schemas/api/privacy.ts';
import type { DataRequestId } from '../../../schemas/ids.ts';
import { PersonExport } from '../../../schemas/person-export.ts';
import type { Submitted } from '../../support/api-client.ts';
import { legalThreat, question } from '../../support/inquiries.ts';
import { awaitingReply, ended } from '../../support/journey.ts';
import { privacyClient } from '../../support/privacy-client.ts';
import { until } from '../../support/until.ts';
import type { InWorld, WorkflowWorld } from '../world.ts';

const picture = readFileSync(new URL('../../../local/demo/samples/shipping-label-question.png', import.meta.url));
const attachment = { filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') };

/** A request that is not pending any more; the work goes on by itself. */
const finished = (world: WorkflowWorld, id: DataRequestId): Promise<DataRequestView> =>
  until('the request done', async () => {
    const request = await privacyClient(world).dataRequest(id);
    return request.state === 'pending' ? undefined : request;
  });

/** One answered with a picture and one that waits for people, of one person; one of another. */
async function threeInquiries(world: WorkflowWorld, person: string): Promise<[Submitted, Submitted, Submitted]> {
  const { apiKey } = world.company;
  const answered = await world.submit({ ...question, customerEmail: person, attachments: [attachment] }, apiKey);
  await ended(world, answered);
  const waiting = await world.submit({ ...legalThreat, customerEmail: person.toUpperCase() }, apiKey);
  await awaitingReply(world, waiting);
  const stranger = await world.submit({ ...question, customerEmail: `not-${person}` }, apiKey);
  await ended(world, stranger);
  return [answered, waiting, stranger];
}

export function requestingData(inWorld: InWorld): void {
  test('an export holds all of one person and nothing of anybody else', async () => {
    const world = inWorld();
    const { request } = privacyClient(world);
    const [answered, waiting] = await threeInquiries(world, 'export.me@example.com');

    const done = await finished(world, await request('export', ' Export.Me@example.com'.trim()));

    expect(done).toMatchObject({ kind: 'export', state: 'done', counts: { inquiries: 2, objects: 1, mails: 1 } });
    const text = await (await fetch(done.downloadUrl ?? '')).text();
    const exported = PersonExport.parse(JSON.parse(text));
    expect(exported.inquiries.map(({ id }) => id)).toEqual([answered.id, waiting.id].sort());
    const first = exported.inquiries.find(({ id }) => id === answered.id);
    expect(first).toMatchObject({ title: question.title, content: question.content, status: 'ai_responded' });
    expect(first?.attachments[0]).toMatchObject({ filename: 'label.png', data: attachment.data });
    expect(first?.attachments[0]?.pages[0]?.text).toContain('Parcel 1 of 1');
    expect(first?.answers).toMatchObject([{ source: 'ai' }]);
    expect(first?.mails).toHaveLength(1);
    expect(text).not.toContain('not-export.me');
    for (const secret of ['ada@example.com', '"ada"', 'taskToken', '/r/rt.', waiting.statusToken])
      expect(text).not.toContain(secret);
  });

  test('an erasure takes all of one person, their exports too, and leaves the proof', async () => {
    const world = inWorld();
    const { request, ask } = privacyClient(world);
    const [answered, waiting, stranger] = await threeInquiries(world, 'forget.me@example.com');
    const exportId = await request('export', 'forget.me@example.com');
    const made = await finished(world, exportId);

    const id = await request('erasure', 'forget.me@example.com');
    const done = await finished(world, id);

    expect(done.counts).toMatchObject({ inquiries: 2, objects: 1, mails: 2 });
    for (const { id: inquiryId } of [answered, waiting]) {
      expect(await world.stored.itemsWith(inquiryId)).toEqual(['inquiry', 'timelineEvent']);
      expect(await world.mailsAbout(inquiryId)).toEqual([]);
    }
    expect(await world.stored.itemsWith('forget.me@example.com')).toEqual(['inquiryText']);
    expect((await world.detail(stranger)).customerEmail).toBe('not-forget.me@example.com');
    expect((await fetch(made.downloadUrl ?? '')).status).toBe(404);
    expect(await ended(world, waiting)).toBe('SUCCEEDED');
    expect(await ask('GET', '/v1/data-requests')).toMatchObject({
      status: 200,
      body: { items: expect.arrayContaining([expect.objectContaining({ id, state: 'done' })]) },
    });
  });

  test('work that breaks off in the middle goes on, and counts nothing twice', async () => {
    const world = inWorld();
    const { request } = privacyClient(world);
    await threeInquiries(world, 'break.off@example.com');
    await world.faults.set([
      { service: 's3', operation: 'DeleteObject', kind: 'error', errorName: 'InvalidRequest', status: 400, times: 1 },
    ]);

    const id = await request('erasure', 'break.off@example.com');
    await until('the fault striking', async () => ((await world.faults.hitCounts())[0] === 1 ? true : undefined));
    await world.faults.clear();
    const done = await until('the sweeper taking it up', async () => {
      await world.advance(130);
      await world.sweep();
      const now = await privacyClient(world).dataRequest(id);
      return now.state === 'pending' ? undefined : now;
    });

    expect(done).toMatchObject({ state: 'done', counts: { inquiries: 2, objects: 1 } });
  });

  test('inquiries from before there were references are found by a walk over the company’s list', async () => {
    const world = inWorld();
    const { request } = privacyClient(world);
    const [answered, waiting] = await threeInquiries(world, 'long.ago@example.com');
    await world.stored.forgetPersons();

    const done = await finished(world, await request('erasure', 'long.ago@example.com'));

    expect(done.counts.inquiries).toBe(2);
    for (const { id } of [answered, waiting])
      expect(await world.stored.itemsWith(id)).toEqual(['inquiry', 'timelineEvent']);
  });

  test('the same Idempotency-Key asks once', async () => {
    const { apiUrl, company } = inWorld();
    const ask = async (customerEmail: string) => {
      const response = await fetch(`${apiUrl}/v1/data-requests`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${company.apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': 'once',
        },
        body: JSON.stringify({ kind: 'export', customerEmail }),
      });
      return { status: response.status, body: JSON.parse(await response.text()) };
    };

    const first = await ask('same@example.com');
    const second = await ask('same@example.com');

    expect(first.status).toBe(202);
    expect({ ...second.body, state: 'pending' }).toEqual(first.body);
    expect(await ask('other@example.com')).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
  });
}
