import { type DiskSize, watchSpace } from '../../../local/runtime/watch-space.ts';

const megabyte = 2 ** 20;
const silent = { debug: () => {}, warn: () => {}, error: () => {} };

function watched(first: DiskSize) {
  let size = first;
  let pausedCount = 0;
  const pause = () => {
    pausedCount += 1;
    return () => {
      pausedCount -= 1;
    };
  };
  const space = watchSpace({ dataDir: '/anywhere', pause, log: silent, sizeOf: () => size });
  return {
    space,
    become: (next: DiskSize) => {
      size = next;
    },
    state: () => ({ hasRoom: space.hasRoom(), pausedCount }),
  };
}

test.each([
  ['4 MB of a small disk', { totalBytes: 30 * megabyte, freeBytes: 4 * megabyte }],
  ['a twentieth', { totalBytes: 800 * megabyte, freeBytes: 40 * megabyte }],
  ['64 MB of a large disk', { totalBytes: 10 ** 12, freeBytes: 64 * megabyte }],
])('keeps a reserve of %s', async (_, atReserve) => {
  const { space, become, state } = watched(atReserve);
  expect(state()).toEqual({ hasRoom: true, pausedCount: 0 });

  become({ ...atReserve, freeBytes: atReserve.freeBytes - 1 });
  expect(state()).toEqual({ hasRoom: false, pausedCount: 1 });

  become(atReserve);
  expect(state()).toEqual({ hasRoom: true, pausedCount: 0 });
  await space.close();
});

test('a journal that cannot be written has no room, whatever is free', async () => {
  const { space, state } = watched({ totalBytes: 10 ** 12, freeBytes: 10 ** 11 });

  space.journalStalled(true);
  expect(state()).toEqual({ hasRoom: false, pausedCount: 1 });

  space.journalStalled(false);
  expect(state()).toEqual({ hasRoom: true, pausedCount: 0 });
  await space.close();
});

test('a file system that tells no size has room', async () => {
  const { space, state } = watched({ totalBytes: 0, freeBytes: 0 });

  expect(state()).toEqual({ hasRoom: true, pausedCount: 0 });
  await space.close();
});
