import { createHash } from 'node:crypto';
import { type Html, html } from '../html.ts';
import { type DocsDocument, type DocsOperation, operationsOf } from './docs-document.ts';
import { methodBadge, operationSection, prose } from './docs-operation.ts';
import { docsStyles } from './docs-styles.ts';

/** The page has one sheet, named by its hash, no script and no form. */
export const docsContentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(docsStyles.toString()).digest('base64')}'`,
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The API for people, made of its OpenAPI document alone. */
export function docsPage(document: DocsDocument): Html {
  const { info, tags, servers } = document;
  const operations = operationsOf(document);
  const serverUrl = servers[0]?.url ?? '';
  const groups = tags.map((tag) => ({ ...tag, operations: operations.filter((found) => found.tags[0] === tag.name) }));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${info.title} API</title>
<link rel="icon" href="data:,">
<style>${docsStyles}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><h1>${info.title} API</h1><p>${prose(info.description)}</p>
<p>Served at <code>${serverUrl}</code>; for machines at <a href="openapi.json">openapi.json</a>.</p></header>
<main id="main" tabindex="-1">
<nav aria-label="Operations">${groups.map(groupLinks)}
<h2>Errors</h2><ul><li><a href="#errors">All problem codes</a></li></ul></nav>
${groups.map(
  (group) => html`<h2>${group.name}</h2><p class="soft">${prose(group.description)}</p>
${group.operations.map((operation) => operationSection(operation, serverUrl))}`,
)}
${errorTable(document)}
</main>
</body>
</html>
`;
}

const groupLinks = ({ name, operations }: { name: string; operations: readonly DocsOperation[] }): Html =>
  html`<h2>${name}</h2><ul>${operations.map(
    ({ operationId, method, summary }) =>
      html`<li><a href="#${operationId}">${methodBadge(method)} ${summary}</a></li>`,
  )}</ul>
`;

const errorTable = (document: DocsDocument): Html => html`<h2 id="errors">Errors</h2>
<section class="wide" tabindex="0" aria-labelledby="errors"><table>
<thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Meaning</th></tr></thead>
<tbody>${document['x-problems'].map(
  ({ status, code, title, meaning }) =>
    html`<tr id="problem-${code}"><td>${status}</td><th scope="row"><code>${code}</code></th><td>${title}. ${prose(meaning)}</td></tr>
`,
)}</tbody></table></section>
`;
