import { styleText } from 'node:util';
import type { Demo } from '../data-folder/data-file.ts';
import type { Runtime } from './open-runtime.ts';

/** What a person sees once everything is up: where things are, and one line to paste. */
export function greeting(options: {
  runtime: Runtime;
  demo: Demo;
  dataDir: string;
  isAuthenticated: boolean;
  readyAfterMs: number;
}): string {
  const { runtime, demo, dataDir, isAuthenticated, readyAfterMs } = options;
  const row = (label: string, value: string): string => `  ${label.padEnd(14)}${value}`;
  const body = JSON.stringify({ title: '배송은 얼마나 걸리나요?', content: '어제 주문했는데 언제 도착할까요?' });
  return [
    '',
    styleText('bold', `  Inquiry workflow engine is ready (${(readyAfterMs / 1000).toFixed(1)} s)`),
    '',
    row('API', runtime.apiUrl),
    row('AWS endpoint', runtime.awsEndpoint),
    row('Console', `${runtime.apiUrl}/console/`),
    row('Outbox', runtime.outboxUrl),
    ...(isAuthenticated ? [row('', 'any name; the password is in $DATA_DIR/secret-key')] : []),
    row('Data', dataDir),
    row('Demo key', demo.apiKey),
    '',
    '  Submit an inquiry:',
    '',
    `  curl -s ${runtime.apiUrl}/v1/inquiries -H 'Authorization: Bearer ${demo.apiKey}' \\`,
    `    -H 'Content-Type: application/json' -d '${body}'`,
    '',
    '  Then open its statusUrl. `npm run demo` in another terminal shows six inquiries on their way. Ctrl+C stops.',
    '',
    '',
  ].join('\n');
}
