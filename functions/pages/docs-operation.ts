import { type Html, html } from '../html.ts';
import { type DocsOperation, type DocsParameter, jsonExamples } from './docs-document.ts';

/** Prose with `code` in backquotes, as OpenAPI's descriptions have it. */
export const prose = (text: string): readonly (Html | string)[] =>
  text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

const callers: Readonly<Record<string, string>> = { apiKey: 'API key', statusToken: 'status token' };

/** One operation: its callers, parameters, a command to paste, examples and problems. */
export function operationSection(operation: DocsOperation, serverUrl: string): Html {
  const { operationId, method, path, summary, description, security, parameters, requestBody, responses } = operation;
  const allowed = security.flatMap(Object.keys).map((scheme) => callers[scheme] ?? scheme);
  return html`<article id="${operationId}">
<h3>${summary}</h3>
<p>${methodBadge(method)} <code>${path}</code></p>
${description === undefined ? null : html`<p>${prose(description)}</p>`}
<p class="soft small">${allowed.length === 0 ? 'Open: needs no key' : `Bearer: ${allowed.join(' or ')}`}</p>
${parameters.length === 0 ? null : html`<h4>Parameters</h4><dl>${parameters.map(parameterLine)}</dl>`}
<h4>Try it</h4>
<pre tabindex="0"><code>${curlOf(operation, serverUrl)}</code></pre>
${jsonExamples(requestBody?.content).map((example) => exampleBlock('Request', example))}
${Object.entries(responses).flatMap(([status, { content }]) =>
  jsonExamples(content).map((example) => exampleBlock(`Answer ${status}`, example)),
)}
<details><summary>All answers</summary><dl>${Object.entries(responses).map(
    ([status, response]) => html`<dt>${status}</dt><dd>${prose(response.description)}</dd>`,
  )}</dl></details>
</article>
`;
}

export const methodBadge = (method: string): Html =>
  html`<span class="method ${method.toLowerCase()}">${method}</span>`;

function parameterLine({ name, in: place, required, description, schema }: DocsParameter): Html {
  const values = schema.enum === undefined ? '' : `one of ${schema.enum.join(', ')}`;
  const words = [required ? 'required' : '', description ?? '', values].filter((word) => word !== '').join('; ');
  return html`<dt><code>${name}</code></dt><dd>${place}${words === '' ? '' : ': '}${prose(words)}</dd>`;
}

const exampleBlock = (role: string, { summary, value }: { summary: string; value: unknown }): Html =>
  html`<details><summary>${role}: ${summary}</summary><pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre></details>
`;

/** Within single quotes a shell reads nothing but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The operation as a command to paste, with shell variables for the caller's values. */
export function curlOf(operation: DocsOperation, serverUrl: string): string {
  const { method, path, security, parameters, requestBody } = operation;
  const schemes = security.flatMap(Object.keys);
  const body = jsonExamples(requestBody?.content)[0]?.value;
  const variable = (name: string): string => `$${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
  const url = serverUrl + path.replace(/\{(\w+)\}/g, (_, name: string) => variable(name));
  const isKeyed = parameters.some(({ name }) => name === 'Idempotency-Key');
  return [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "${url}"`,
    ...(schemes.length > 0 ? ['-H "Authorization: Bearer $API_KEY"'] : []),
    ...(isKeyed ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body !== undefined ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`] : []),
    ...(operation.operationId === 'submitReply' ? ["--data-urlencode 'reply=We have sent a new one.'"] : []),
  ].join(' \\\n  ');
}
