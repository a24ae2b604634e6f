import { createBusyMeter } from '../../../local/lambda/threads/function-thread.ts';

/** An event loop of which the totals are told. */
function loop() {
  let totals: { active: number; idle: number; utilization: number } | undefined;
  const isBusy = createBusyMeter(() => totals);
  return {
    after(active: number, idle: number): boolean {
      totals = { active, idle, utilization: 0 };
      return isBusy();
    },
    none(): boolean {
      totals = undefined;
      return isBusy();
    },
  };
}

test('is busy by what has been since it was last asked, not by all before', () => {
  const { after } = loop();

  expect(after(100, 0)).toBe(true);
  expect(after(150, 50)).toBe(false);
  expect(after(250, 51)).toBe(true);
});

test('says the same as before when it is asked too soon', () => {
  const { after } = loop();
  after(100, 0);

  expect(after(100, 49)).toBe(true);
  expect(after(100, 50)).toBe(false);
});

test('a loop that is not there, or is the successor of the one before, is not busy', () => {
  const { after, none } = loop();
  expect(none()).toBe(false);
  expect(after(100, 0)).toBe(true);

  expect(after(5, 0)).toBe(false);
  expect(after(105, 0)).toBe(true);
});
