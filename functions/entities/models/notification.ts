import type { EntityItem } from 'electrodb';
import { NotificationKind } from '../../../schemas/escalation.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** A mail that must go out: created with the change that asks for it, marked once SES has taken it. */
export const Notification = entityOf({
  model: { entity: 'notification', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    /** The same on every resend; sent as `X-Notification-Id`. */
    notificationId: { type: 'string', required: true, readOnly: true },
    kind: { type: NotificationKind.options, required: true },
    run: { type: type.run, required: true },
    escalationId: { type: type.escalationId },
    agentId: { type: type.agentId },
    generation: { type: 'number' },
    /** From the one who handed the case on to the one who gets it. */
    note: { type: 'string' },
    state: { type: ['due', 'sent', 'withdrawn'] as const, required: true },
    /** Until then whoever holds the claim sends; the creator is born with it. */
    claimedUntilMs: { type: type.epochMs, required: true },
    /** When sending failed first; the timeline has that one time, however often it is tried. */
    failedAtMs: { type: type.epochMs },
    messageId: { type: 'string' },
    createdAtMs: { type: type.epochMs, required: true },
    sentAtMs: { type: type.epochMs },
    /** When SES first told of it. */
    deliveredAtMs: { type: type.epochMs },
    bouncedAtMs: { type: type.epochMs },
    complainedAtMs: { type: type.epochMs },
  },
  indexes: {
    notification: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['notificationId'] },
    },
  },
});
export type NotificationItem = EntityItem<ReturnType<typeof Notification>>;
