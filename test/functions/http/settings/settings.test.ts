import { findCompany } from '../../../../functions/entities/account.ts';
import { Company, createCompany } from '../../../../functions/entities/company.ts';
import { handler } from '../../../../functions/http/admin.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

let world: HttpWorld;
let companyId: CompanyId;
let made = 0;
beforeAll(async () => {
  world = await openHttpWorld();
});
beforeEach(async () => {
  made += 1;
  companyId = CompanyId.parse(`01jd00000000000000000000${String(made).padStart(2, '0')}`);
  await createCompany(companySettings(companyId, 'Shop'), epochMs(Date.now()));
});
afterAll(() => world.close());

async function ask(method: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await call(handler, {
    method,
    path: '/v1/settings',
    authorizer: asCompany(companyId, 'admin'),
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = answer.body === '' ? null : jsonOf(answer);
  return { status: answer.statusCode, etag: String(answer.headers?.etag), json };
}
const change = (patch: object, headers?: Readonly<Record<string, string>>) => ask('PATCH', patch, headers);

test('settings are read with an ETag that is answered without a body while it holds', async () => {
  const { status, etag, json } = await ask('GET');

  expect({ status, json }).toEqual({ status: 200, json: { ...companySettings(companyId, 'Shop'), version: 1 } });
  expect(await ask('GET', undefined, { 'if-none-match': etag })).toMatchObject({ status: 304, json: null });
});

test('named fields change, objects field by field and lists whole; this process goes by them at once', async () => {
  const nowMs = epochMs(Date.now());
  await findCompany(companyId, nowMs);
  const staff = [{ agentId: 'joon', name: 'Joon Park', email: 'joon@example.com', role: 'manager' }];

  const { status, json } = await change({ slaMinutes: { high: 30 }, calendar: { holidays: ['2026-10-09'] }, staff });

  const before = companySettings(companyId, 'Shop');
  const after = {
    ...before,
    slaMinutes: { ...before.slaMinutes, high: 30 },
    calendar: { ...before.calendar, holidays: ['2026-10-09'] },
    staff,
  };
  expect({ status, json }).toEqual({ status: 200, json: { ...after, version: 2, effectiveWithinSeconds: 30 } });
  expect(await findCompany(companyId, nowMs)).toEqual(after);
});

test('null takes an optional setting away', async () => {
  await change({ sendThreshold: 4.5 });
  expect((await ask('GET')).json).toMatchObject({ sendThreshold: 4.5 });

  await change({ sendThreshold: null });

  expect((await ask('GET')).json).not.toHaveProperty('sendThreshold');
});

test('of changes from one reading one stands, and the others are told', async () => {
  const { etag } = await ask('GET');

  const answers = await Promise.all(['A', 'B', 'C'].map((name) => change({ name }, { 'if-match': etag })));

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await ask('GET')).json).toMatchObject({ version: 2 });
});

test('changes of different fields at the same time all stand', async () => {
  const patches = [{ name: 'New' }, { locale: 'ko' }, { sendThreshold: 4 }];

  const answers = await Promise.all(patches.map((patch) => change(patch)));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await ask('GET')).json).toMatchObject({ name: 'New', locale: 'ko', sendThreshold: 4, version: 4 });
});

test('a company from before there were versions can be changed', async () => {
  await Company().patch({ companyId }).remove(['version']).go();

  const { etag } = await ask('GET');

  expect(await change({ name: 'New' }, { 'if-match': etag })).toMatchObject({ status: 200, json: { version: 2 } });
});

test('nothing named changes nothing', async () => {
  expect(await change({})).toMatchObject({ status: 200, json: { version: 1 } });
});

const mina = { agentId: 'mina', name: 'Mina Kim', email: 'mina@example.com', role: 'agent' };
const everyDay = Array.from({ length: 800 }, (_, day) =>
  new Date(Date.now() + (day - 2) * 86_400_000).toISOString().slice(0, 10),
);

test.each([
  ['plan', { plan: 'enterprise' }],
  ['companyId', { companyId: '01jd0000000000000000000bbb' }],
  ['version', { version: 7 }],
  ['name', { name: null }],
  ['locale', { locale: 'fr' }],
  ['sendThreshold', { sendThreshold: 6 }],
  ['modelSpendUsdPerDay', { modelSpendUsdPerDay: 5.9e-316 }], // below what the table can hold
  ['slaMinutes.high', { slaMinutes: { high: 0 } }],
  ['calendar.timeZone', { calendar: { timeZone: 'Asia/Atlantis' } }],
  ['calendar.hours', { calendar: { hours: [] } }],
  ['calendar', { calendar: { holidays: everyDay } }],
  ['staff', { staff: [] }],
  ['staff', { staff: [mina] }],
  ['staff[1].agentId', { staff: [mina, { ...mina, role: 'manager' }] }],
  ['staff[0].email', { staff: [{ ...mina, role: 'manager', email: 'nowhere' }] }],
])('a bad %s is named and nothing is changed', async (path, patch) => {
  expect((await change(patch)).json).toMatchObject({ status: 422, errors: [{ path }] });
  expect((await ask('GET')).json).toMatchObject({ version: 1 });
});

test('a key without the scope is refused', async () => {
  const authorizer = asCompany(companyId, 'knowledge inquiries:write');

  const answer = await call(handler, { path: '/v1/settings', authorizer });

  expect(jsonOf(answer)).toMatchObject({ status: 403, detail: 'The API key lacks the scope admin' });
});
