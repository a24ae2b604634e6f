import { type Caller, createAdmission } from '../../../local/gateway/admission.ts';
import type { GatewayRoute } from '../../../local/gateway/route-table.ts';

const work: GatewayRoute = { method: 'POST', path: '/work', function: 'work', auth: 'authorizer', bringsWork: true };
const read: GatewayRoute = { method: 'GET', path: '/read', function: 'read', auth: 'authorizer' };

const company = (key: string): Caller => ({ kind: 'company', key });
const customer = (key: string): Caller => ({ kind: 'customer', key });
const address = (key: string): Caller => ({ kind: 'anonymous', key });

/** Executions that wait, by company. */
const backlogOf = (waiting: Readonly<Record<string, number>>) => ({
  waitingCount: Object.values(waiting).reduce((sum, count) => sum + count, 0),
  waitingCountOf: (key: string) => waiting[key] ?? 0,
  isSharedWith: () => false,
});

const admissionOf = (mostRunning: number, waiting: Readonly<Record<string, number>> = {}) =>
  createAdmission(backlogOf(waiting), { mostRunning });

/** How often a caller gets in until it is refused. */
function fill(admission: ReturnType<typeof createAdmission>, route: GatewayRoute, caller: Caller): number {
  let count = 0;
  while (count < 10_000 && admission.enter(route, caller) !== undefined) count += 1;
  return count;
}

test('takes no more work at once than may run, and more when one has left', () => {
  const admission = admissionOf(2);
  const admitted = admission.enter(work, company('a'));
  admission.enter(work, company('b'));
  expect(admission.enter(work, company('c'))).toBeUndefined();

  admitted?.leave();

  expect(admission.enter(work, company('c'))).toBeDefined();
});

test('one company’s submissions leave room for another’s', () => {
  const admission = admissionOf(128);

  const most = fill(admission, work, company('flooding'));

  expect(most).toBeGreaterThanOrEqual(100);
  expect(most).toBeLessThan(128);
  expect(admission.enter(work, company('quiet'))).toBeDefined();
});

test('one company’s reads leave room for another’s, and one customer’s take little', () => {
  const admission = admissionOf(128);

  expect(fill(admission, read, customer('inquiry'))).toBeLessThanOrEqual(64);
  expect(fill(admission, read, company('flooding'))).toBeGreaterThan(700);

  expect(admission.enter(read, company('quiet'))).toBeDefined();
  expect(admission.enter(read, customer('other'))).toBeDefined();
});

test('work is taken while what was accepted waits, up to a bound of all', () => {
  const full = admissionOf(128, { a: 2_500, b: 2_500, c: 2_500 });
  expect(full.enter(work, company('quiet'))).toBeUndefined();
  expect(full.enter(read, company('quiet'))).toBeDefined();
});

test('a company that has most of what waits is refused before others are', () => {
  const admission = admissionOf(128, { flooding: 6_000, other: 50 });

  expect(admission.enter(work, company('flooding'))).toBeUndefined();
  expect(admission.enter(work, company('other'))).toBeDefined();
  expect(admission.enter(work, company('quiet'))).toBeDefined();
});

test('alone, a company may let most of the bound wait', () => {
  expect(admissionOf(128, { only: 5_999 }).enter(work, company('only'))).toBeDefined();
});

test('who shows no key has bounds apart, by address and of all', () => {
  const admission = admissionOf(128);

  const first = fill(admission, read, address('192.0.2.1'));
  const second = fill(admission, read, address('192.0.2.2'));

  expect(first).toBeLessThanOrEqual(128);
  expect(first).toBeGreaterThan(64);
  expect(second).toBeGreaterThan(0);
  expect(admission.enter(read, address('192.0.2.3'))).toBeDefined();
  expect(fill(admission, read, company('a'))).toBeGreaterThan(800);
});

test('bodies in memory are bounded, of one caller and of all, until they are answered', () => {
  const megabyte = 1024 * 1024;
  const admission = admissionOf(128);
  const enter = (key: string) => admission.enter(work, company(key));
  const admitted = enter('flooding');
  let taken = 0;
  while (taken < 1_000 && admitted?.takeBodyBytes(megabyte) === true) taken += 1;
  expect(taken).toBeGreaterThanOrEqual(20);
  expect(taken).toBeLessThan(30);
  expect(enter('flooding')?.takeBodyBytes(megabyte)).toBe(false);
  expect(enter('quiet')?.takeBodyBytes(10 * megabyte)).toBe(true);

  admitted?.leave();

  expect(enter('flooding')?.takeBodyBytes(10 * megabyte)).toBe(true);
});
