import type { Socket } from 'node:net';
import { SubmitInquiryResponse } from '../../../schemas/api/submissions.ts';
import type { Submitted } from '../../support/api-client.ts';
import type { World } from '../../support/world.ts';
import type { CallResult, Calls } from '../schedules/calls.ts';
import type { Attack } from './attack.ts';
import { foreignCalls } from './foreign-calls.ts';
import { type HostileFile, monotonousPdf } from './hostile-files.ts';
import { holdOpen } from './slow-connections.ts';

/** What an attack has left to be looked at. */
export interface Spoils {
  /** Inquiries that were accepted: they too must come to an end. */
  readonly accepted: Submitted[];
  readonly sockets: Socket[];
  /** What should have been refused and was not. */
  readonly broken: string[];
}

interface Scene {
  readonly world: World;
  readonly awsEndpoint: string;
  readonly calls: Calls;
  readonly attackerKey: string;
  readonly spoils: Spoils;
}

/** Resolves once the attack has been answered, or stands. */
export async function carryOut(attack: Attack, scene: Scene): Promise<void> {
  switch (attack.kind) {
    case 'file':
      return submitWith(scene, attack.file);
    case 'text_layer':
      return submitWith(scene, await monotonousPdf(attack.character, attack.count));
    case 'text':
      return submit(scene, { title: attack.text.slice(0, 190), content: attack.text });
    case 'message':
      return addMessage(scene, attack.text);
    case 'foreign_calls': {
      scene.spoils.broken.push(...(await foreignCalls({ api: scene.world.apiUrl, aws: scene.awsEndpoint }, attack)));
      return;
    }
    case 'slow_connections': {
      scene.spoils.sockets.push(...(await holdOpen(scene.world.apiUrl, attack)));
      return;
    }
    case 'wrong_keys':
      return guessKeys(scene, attack.count);
    case 'flood': {
      const sent = Array.from({ length: attack.count }, () => submit(scene, { title: 'Again', content: 'And again.' }));
      await Promise.all(sent);
      return;
    }
    default:
      return attack satisfies never;
  }
}

const submitWith = (scene: Scene, { filename, contentType, data }: HostileFile): Promise<void> =>
  submit(scene, {
    title: 'See the file',
    content: 'How long does shipping take? It is all in the file.',
    attachments: [{ filename, contentType, data: data.toString('base64') }],
  });

/** Taken or refused: both are right, and an answer there must be. */
async function submit({ world, calls, attackerKey, spoils }: Scene, json: object): Promise<void> {
  const result = await calls.ask(`${world.apiUrl}/v1/inquiries`, { method: 'POST', bearer: attackerKey, json });
  if (result.kind === 'broken') spoils.broken.push('a submission was never answered');
  else if (result.status === 202) spoils.accepted.push(submittedIn(result, attackerKey));
}

const submittedIn = ({ text }: CallResult & { text: string }, apiKey: string): Submitted => {
  const { id, statusToken } = SubmitInquiryResponse.parse(JSON.parse(text));
  return { id, statusToken, apiKey };
};

async function addMessage(scene: Scene, text: string): Promise<void> {
  const { world, calls, spoils } = scene;
  await submit(scene, { title: 'Where is my parcel?', content: 'It was sent a week ago.' });
  const inquiry = spoils.accepted.at(-1);
  if (inquiry === undefined) return;
  const url = `${world.apiUrl}/v1/inquiries/${inquiry.id}/messages`;
  await calls.ask(url, { method: 'POST', bearer: inquiry.statusToken, json: { text } });
}

async function guessKeys({ world, calls, spoils }: Scene, count: number): Promise<void> {
  for (let guess = 0; guess < count; guess += 1) {
    const result = await calls.ask(`${world.apiUrl}/v1/inquiries`, { bearer: `iq_live_guess${guess}` });
    if (result.kind === 'answered' && result.status < 400) spoils.broken.push('a guessed key was taken');
  }
}
