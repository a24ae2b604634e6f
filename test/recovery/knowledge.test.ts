import { KnowledgeIndexResponse, SearchKnowledgeResponse } from '../../schemas/api/knowledge-search.ts';
import { struck } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { type MortalRuntime, openMortalRuntime } from './mortal-runtime.ts';

let runtime: MortalRuntime;
beforeAll(async () => {
  runtime = await openMortalRuntime();
}, 60_000);
afterAll(() => runtime.close());

const call = (path: string, init: RequestInit = {}) => {
  const { apiUrl, company } = runtime.world;
  const headers = { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' };
  return fetch(`${apiUrl}/v1/knowledge${path}`, { ...init, headers });
};
const stateOfIndex = async () => KnowledgeIndexResponse.parse(await (await call('/index')).json()).state;
const foundFor = async (id: string) =>
  SearchKnowledgeResponse.parse(await (await call(`/search?q=${id}`)).json()).passages.map((passage) => passage.id);

test.each([
  ['before the index is built', { service: 'lambda', function: 'work', kind: 'hang' }],
  ['when the index is built and not yet stored', { service: 's3', operation: 'PutObject', kind: 'hang' }],
  [
    'when the index is stored and the job not yet ended',
    { service: 'dynamodb', operation: 'TransactWriteItems', kind: 'hang', skip: 1 },
  ],
] as const)('an entry that was added is found in spite of a kill %s', async (_, fault) => {
  const id = `engraving-${fault.service}`;
  await runtime.world.faults.set([fault]);
  const answer = await call(`/${id}`, { method: 'PUT', body: JSON.stringify({ title: id, text: 'We engrave pens.' }) });
  expect(answer.status).toBe(201);
  await struck(runtime.world);

  await runtime.killAndRestart();

  expect(await stateOfIndex()).not.toBe('current');
  await until('an index by the sweeper', async () => {
    await runtime.world.advance(31);
    await runtime.world.sweep();
    return (await stateOfIndex()) === 'current' ? true : undefined;
  });
  await runtime.world.advance(6);
  expect(await foundFor(id)).toContain(id);
});
