import type { RouteSpec } from '../../../schemas/api/route-spec.ts';

interface Tag {
  readonly name: string;
  readonly description: string;
}

const inquiries = { name: 'Inquiries', description: 'What customers ask, and what they are answered.' };
const apiKeys = { name: 'API keys', description: 'What a company’s servers call with, live and for tests.' };
const uploads = { name: 'Uploads', description: 'Files for inquiries to come.' };
const knowledge = {
  name: 'Knowledge',
  description: 'What a company teaches the product: answers are made from it and cite it.',
};
const settings = { name: 'Settings', description: 'How a company is served: its people, its hours, its measures.' };
const customerPage = { name: 'Customer page', description: 'For browsers: the page behind the link a customer has.' };
const agentPage = { name: 'Agent page', description: 'For browsers: the page behind the link in an agent’s mail.' };
const webhooks = { name: 'Webhooks', description: 'Events sent to a company’s own servers, by Standard Webhooks.' };
const escalations = {
  name: 'Escalations',
  description: 'Cases that wait for people, for an agent’s own tools or the console.',
};
const service = { name: 'Service', description: 'The service itself; open to all.' };

const byFolder: Readonly<Record<string, Tag>> = {
  inquiries,
  uploads,
  escalations,
  'webhook-endpoints': webhooks,
  'webhook-deliveries': webhooks,
  'api-keys': apiKeys,
  knowledge,
  settings,
  s: customerPage,
  r: agentPage,
};

/** The group of a route: the first resource of its path. */
export function tagOf({ path, auth }: RouteSpec): Tag {
  const folder = path.replace(/^\/v1/, '').split('/')[1] ?? '';
  const known = byFolder[folder];
  if (known !== undefined) return known;
  if (auth === 'none') return service;
  const words = folder.replaceAll('-', ' ');
  const name = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return { name, description: `Everything under \`/v1/${folder}\`.` };
}

/** The tags in use, in the order of their first route. */
export const tagsOf = (specs: readonly RouteSpec[]): readonly Tag[] => [
  ...new Map(specs.map((spec) => [tagOf(spec).name, tagOf(spec)])).values(),
];
