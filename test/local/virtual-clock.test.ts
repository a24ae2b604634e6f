import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createVirtualClock } from '../../local/virtual-clock.ts';

describe('a virtual clock', () => {
  test('stands still until it is moved', async () => {
    const clock = createVirtualClock(1000);
    const fired: string[] = [];
    clock.schedule(1500, () => fired.push('due'));

    await clock.advance(499);
    expect(fired).toEqual([]);
    await clock.advance(1);

    expect(fired).toEqual(['due']);
    expect(clock.now()).toBe(1500);
  });

  test('fires in order of time, then of making, each at its own time', async () => {
    const clock = createVirtualClock(0);
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.now()]);
    clock.schedule(20, note('second'));
    clock.schedule(10, note('first'));
    clock.schedule(20, note('third'));

    await clock.advance(100);

    expect(fired).toEqual([
      ['first', 10],
      ['second', 20],
      ['third', 20],
    ]);
    expect(clock.now()).toBe(100);
  });

  test('fires timers that another set off on the way', async () => {
    const clock = createVirtualClock(0);
    const fired: number[] = [];
    clock.schedule(10, () => {
      Promise.resolve().then(() => clock.schedule(clock.now() + 10, () => fired.push(clock.now())));
    });

    await clock.advance(25);

    expect(fired).toEqual([20]);
  });

  test('forgets a cancelled timer', async () => {
    const clock = createVirtualClock(0);
    const fired: string[] = [];
    const cancel = clock.schedule(10, () => fired.push('cancelled'));
    cancel();

    await clock.advance(20);

    expect(fired).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  test('fires what is already due by itself, but never synchronously', async () => {
    const clock = createVirtualClock(100);
    const fired = Promise.withResolvers<string>();
    let isSynchronous = true;
    clock.schedule(50, () => fired.resolve(isSynchronous ? 'at once' : 'later'));
    isSynchronous = false;

    expect(await fired.promise).toBe('later');
  });

  test('reports each new time before its timers fire', async () => {
    const moves: number[] = [];
    const clock = createVirtualClock(0, { onMove: (nowMs) => moves.push(nowMs) });
    clock.schedule(5, () => moves.push(-5));

    await clock.advance(9);

    expect(moves).toEqual([5, -5, 9]);
  });
});

describe('a process started with --import of the clock', () => {
  const local = resolve(import.meta.dirname, '../../local');
  const program = `
    import { createClockRoute } from '${local}/aws/control-routes.ts';
    import { openAwsEndpoint } from '${local}/aws/endpoint.ts';
    import { createFaults } from '${local}/aws/faults.ts';
    import { installedOffsetClock } from '${local}/clock.ts';
    const clock = installedOffsetClock();
    const endpoint = await openAwsEndpoint({
      port: 0, services: {}, faults: createFaults(), clockRoute: createClockRoute(clock),
      routes: { '/_aws/dates': async () => ({ status: 200, headers: {}, body: JSON.stringify([
        Date.now(), new Date().getTime(), Date.parse(Date()), new Date(5).getTime(), new Date() instanceof Date, fired,
      ]) }) },
    });
    let fired = false;
    clock?.schedule(Date.now() + 3_600_000, () => { fired = true; });
    console.log(endpoint.url);`;

  test('has its Date moved by POST /_aws/clock, and the timers that become due fire', async () => {
    const child = spawn(
      process.execPath,
      ['--import', join(local, 'virtual-clock.ts'), '--input-type=module', '-e', program],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(child.stdout, 'data');
    const url = String(line).trim();
    const dates = async () => Object(await (await fetch(`${url}/_aws/dates`)).json());
    const post = async (body: object) => {
      const response = await fetch(`${url}/_aws/clock`, { method: 'POST', body: JSON.stringify(body) });
      return { status: response.status, body: Object(await response.json()) };
    };
    const before = await dates();

    const moved = await post({ advanceSeconds: 3600 });
    const after = await dates();
    const set = await post({ setTo: '2099-01-01T00:00:00Z' });
    const refused = await post({ setTo: '2026-01-01T00:00:00Z' });
    const unknown = await post({ rewindSeconds: 1 });
    child.kill();

    expect(before[5]).toBe(false);
    expect(after[0] - before[0]).toBeGreaterThanOrEqual(3_600_000);
    expect(after[1] - after[0]).toBeLessThan(1000);
    expect(after[2]).toBeGreaterThanOrEqual(before[0] + 3_599_000);
    expect(after.slice(3)).toEqual([5, true, true]);
    expect(Date.parse(moved.body.now)).toBeGreaterThanOrEqual(before[0] + 3_600_000);
    expect(set.body.now).toMatch(/^2099-01-01T00:00:00/);
    expect([refused.status, unknown.status]).toEqual([400, 400]);
  });
});
