import type { EscalationItem } from '../entities/escalation.ts';
import type { NotificationItem } from '../entities/notification.ts';

/** True for a mail that the present owner of an escalation is still to be sent. */
export const isDueFor = ({ escalationId, generation }: EscalationItem, notification: NotificationItem): boolean =>
  notification.state === 'due' && notification.escalationId === escalationId && notification.generation === generation;
