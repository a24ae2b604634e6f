import fc from 'fast-check';
import { jsonSchemaOf } from '../../functions/http/openapi/json-schema.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { valuesOf } from '../chaos/api/schema-values.ts';
import { openInProcess } from '../workflow/open-in-process.ts';
import type { WorkflowWorld } from '../workflow/world.ts';
import { exampleBody, victimsId } from './providers.ts';
import { makeStranger, makeVictim, plantedWord, type Tenant, type Victim } from './victim.ts';

let world: WorkflowWorld;
let victim: Victim;
let stranger: Tenant;
const ids = new Map<string, string>();

const operations: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);
const guarded = operations.filter(([, { auth }]) => auth === 'company' || auth === 'company_or_customer');
const parametersOf = ({ path }: RouteSpec): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const named = guarded.filter(([, spec]) => parametersOf(spec).length > 0);
const collections = guarded.filter(([, spec]) => parametersOf(spec).length === 0);

beforeAll(async () => {
  world = await openInProcess();
  victim = await makeVictim(world);
  stranger = await makeStranger(world);
}, 120_000);

afterAll(() => world.close());

interface Asked {
  readonly bearer: string;
  readonly query?: string;
  readonly ids?: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function ask(spec: RouteSpec, { bearer, query = '', ids: given = {} }: Asked): Promise<Answered> {
  let path: string = spec.path;
  for (const name of parametersOf(spec)) path = path.replace(`{${name}}`, given[name] ?? (await idOf(name)));
  const response = await fetch(`${world.apiUrl}${path}${query}`, {
    method: spec.method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(spec.body !== undefined && { 'content-type': 'application/json' }),
      // Without it an action on a case is refused before anything is looked up.
      ...(spec.path.startsWith('/v1/escalations/') && spec.method === 'POST' && { 'if-match': '"anything"' }),
    },
    ...(spec.body !== undefined && { body: bodyOf(spec) }),
  });
  return { status: response.status, text: await response.text() };
}

/** One that the schema allows, so that nothing but the tenant is wrong with the request. */
function bodyOf(spec: RouteSpec): string {
  const { body: schema } = spec;
  const [operationId = ''] = operations.find(([, known]) => known === spec) ?? [];
  const example = exampleBody(operationId);
  if (schema === undefined || example !== undefined) return JSON.stringify(example);
  const values = fc.sample(valuesOf(jsonSchemaOf(schema, 'input'), {}), { seed: 5, numRuns: 200 });
  const sound = values.find((value) => schema.safeParse(value).success);
  if (sound === undefined) throw new Error('No sample of the body is valid');
  return JSON.stringify(sound);
}

async function idOf(parameter: string): Promise<string> {
  const known = ids.get(parameter) ?? (await victimsId(parameter, victim));
  ids.set(parameter, known);
  return known;
}

/** Nothing of the victim's but the ids that were asked with. */
function expectNothingToldOf({ text }: Answered): void {
  expect(text.toLowerCase()).not.toContain(plantedWord.toLowerCase());
  expect(text).not.toContain(victim.inquiry.statusToken);
  expect(text).not.toContain(victim.erased.id);
}

test.each(named)('%s: another company’s key does not tell that the id exists', async (_, spec) => {
  const answer = await ask(spec, { bearer: stranger.apiKey });

  expectNothingToldOf(answer);
  if (isOfOnesOwnNames(spec) && answer.status < 300) return;
  expect(answer.status).toBe(404);
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' });
});

/** Ids that each company chooses: putting or deleting one affects only its own, even if another has the same. */
const isOfOnesOwnNames = ({ method, path }: RouteSpec): boolean => method !== 'GET' && path.endsWith('/{knowledgeId}');

test.each(named)('%s: a status token of another inquiry opens nothing', async (_, spec) => {
  const answer = await ask(spec, { bearer: stranger.inquiry.statusToken });

  expect(answer.status).toBe(spec.auth === 'company' ? 403 : 404);
  expectNothingToldOf(answer);
});

test.each(named.filter(([, { method }]) => method === 'GET'))('%s: its own company may read it', async (_, spec) => {
  const { status, text } = await ask(spec, { bearer: victim.apiKey });

  // The inquiry is with people, so that it has no answer yet.
  if (status === 404) expect(JSON.parse(text)).toMatchObject({ code: 'no_answer' });
  else expect(status).toBe(200);
});

const ofInquiries = named.filter(([, spec]) => parametersOf(spec).includes('inquiryId'));

test.each(ofInquiries)('%s: the token of an erased inquiry opens nothing', async (_, spec) => {
  const answer = await ask(spec, { bearer: victim.erased.statusToken, ids: { inquiryId: victim.erased.id } });

  expect(answer.status).toBe(spec.auth === 'company' ? 403 : 410);
  expect(answer.text.toLowerCase()).not.toContain(plantedWord.toLowerCase());
});

test.each(ofInquiries)('%s: an erased inquiry is gone for its own company too', async (_, spec) => {
  const { status, text } = await ask(spec, { bearer: victim.apiKey, ids: { inquiryId: victim.erased.id } });

  // Erasing again is answered as the first time.
  expect(spec.method === 'DELETE' ? [202] : [404, 410]).toContain(status);
  expect(text.toLowerCase()).not.toContain(plantedWord.toLowerCase());
});

test.each(ofInquiries)('%s: a key for test inquiries sees no live one', async (_, spec) => {
  const answer = await ask(spec, { bearer: victim.testKey });

  expect(answer.status).toBe(404);
  expectNothingToldOf(answer);
});

test.each(collections)('%s: a status token opens no collection', async (_, spec) => {
  const answer = await ask(spec, { bearer: victim.inquiry.statusToken });

  expect(answer.status).toBe(403);
  expectNothingToldOf(answer);
});

const lists = collections.filter(([, { method }]) => method === 'GET');

test.each(lists)('%s: lists nothing of another company', async (_, spec) => {
  const answer = await ask(spec, { bearer: stranger.apiKey });

  expect(answer.text).not.toContain(victim.inquiry.id);
  expectNothingToldOf(answer);
});

const paged = guarded.filter(
  ([, { query }]) => query !== undefined && 'cursor' in (jsonSchemaOf(query, 'input').properties ?? {}),
);

test.each(paged)('%s: takes no cursor of another company', async (_, spec) => {
  const answer = await ask(spec, { bearer: stranger.apiKey, query: `?cursor=${encodeURIComponent(victim.cursor)}` });

  expect([404, 422]).toContain(answer.status);
  expectNothingToldOf(answer);
});

const elsewhere = paged.filter(([operation]) => operation !== 'listInquiries');
const other = elsewhere.length === 0 ? paged.map(([name, spec]) => [name, spec, '&urgency=high'] as const) : [];

test.each([...elsewhere.map(([name, spec]) => [name, spec, ''] as const), ...other])(
  '%s: takes no cursor of another list',
  async (_, spec, filter) => {
    const { status } = await ask(spec, {
      bearer: victim.apiKey,
      query: `?cursor=${encodeURIComponent(victim.cursor)}${filter}`,
    });

    expect(status).toBe(422);
  },
);

const links = operations.filter(([, { auth }]) => auth === 'link');

test.each(links)('%s: a link for something else, or a changed one, opens nothing', async (_, spec) => {
  const { statusToken } = victim.inquiry;
  const changed = `${statusToken.slice(0, -1)}${statusToken.endsWith('A') ? 'B' : 'A'}`;
  const wrong = [changed, victim.apiKey, victim.cursor, statusToken.toUpperCase(), `${statusToken}.`];

  for (const token of spec.path.includes('statusToken') ? wrong : [...wrong, statusToken]) {
    const path = spec.path.replace(/\{\w+\}/, encodeURIComponent(token));
    const body = spec.method === 'POST' ? { body: new URLSearchParams({ reply: 'Hello.' }) } : {};
    const response = await fetch(`${world.apiUrl}${path}`, { method: spec.method, redirect: 'manual', ...body });

    expect(response.status).toBe(404);
    expect((await response.text()).toLowerCase()).not.toContain(plantedWord.toLowerCase());
  }
});

test.each(links.filter(([, { path }]) => path.includes('statusToken')))(
  '%s: the link to an erased inquiry is gone',
  async (_, spec) => {
    const path = spec.path.replace(/\{\w+\}/, victim.erased.statusToken);
    const response = await fetch(`${world.apiUrl}${path}`, { method: spec.method, redirect: 'manual' });

    expect(response.status).toBe(410);
    expect((await response.text()).toLowerCase()).not.toContain(plantedWord.toLowerCase());
  },
);
