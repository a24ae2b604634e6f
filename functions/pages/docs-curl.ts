import { type DocsOperation, jsonExamples } from './docs-document.ts';

/** Within single quotes a shell reads nothing but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The operation as a command to paste; what to fill in is a variable of the shell. */
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
