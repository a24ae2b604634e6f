import { sourcesOf, targetOf } from '../../domain/inquiry/status.ts';
import { InquiryStatus, StatusEvent, statusTransitions } from '../../schemas/status.ts';

describe('the status transition table', () => {
  test('has one target for each status and event', () => {
    const pairs = statusTransitions.map(({ from, event }) => `${from}/${event}`);

    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('uses every event, and leads into every status', () => {
    expect(new Set(statusTransitions.map(({ event }) => event))).toEqual(new Set(StatusEvent.options));
    expect(new Set(statusTransitions.map(({ to }) => to))).toEqual(new Set(InquiryStatus.options));
  });

  test('lets nothing out of erased', () => {
    expect(statusTransitions.filter(({ from }) => from === 'erased')).toEqual([]);
  });

  test('can bring an inquiry from every status but erased to rest', () => {
    const canRest = new Set<string>(['resolved', 'erased']);
    for (let pass = 0; pass < InquiryStatus.options.length; pass++) {
      for (const { from, to } of statusTransitions) if (from !== null && canRest.has(to)) canRest.add(from);
    }

    expect(canRest).toEqual(new Set(InquiryStatus.options));
  });

  test('raises the run exactly where another execution is needed', () => {
    const raising = statusTransitions.filter(({ run }) => run === 'raise').map(({ event }) => event);

    expect(new Set(raising)).toEqual(
      new Set(['escalation_requested', 'message_added', 'reopened', 'returned_to_ai', 'run_lost']),
    );
  });

  test('answers only what is pending and takes replies only while escalated', () => {
    expect(sourcesOf('answer_stored')).toEqual(['pending']);
    expect(sourcesOf('reply_committed')).toEqual(['escalated']);
    expect(targetOf('resolved', 'answer_stored')).toBeUndefined();
  });
});
