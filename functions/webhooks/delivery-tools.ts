import { setTimeout as sleep } from 'node:timers/promises';
import { epochMs } from '../../schemas/units.ts';
import { config } from '../config.ts';
import type { DeliveryTools } from './deliver-webhook.ts';
import { postWebhook } from './post-webhook.ts';

const lookMs = 250;

/** The world as it is. Pauses go by the clock, looked at now and then, so that they end when it is moved on. */
export const deliveryTools: DeliveryTools = {
  post: (request) =>
    postWebhook(request, { allowedHosts: config().webhookAllowedHosts, ownPorts: config().webhookRefusedPorts }),
  now: () => epochMs(Date.now()),
  pause: async (untilMs) => {
    for (let waitMs = untilMs - Date.now(); waitMs > 0; waitMs = untilMs - Date.now())
      await sleep(Math.min(waitMs, lookMs));
  },
  random01: Math.random,
};
