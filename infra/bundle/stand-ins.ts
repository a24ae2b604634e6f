import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const standIns: readonly { readonly package: string; readonly file: string; readonly importedBy?: string }[] = [
  { package: '@aws-sdk/credential-provider-node', file: 'lambda-credentials.ts' },
  { package: '@aws-sdk/token-providers', file: 'no-token.ts' },
  { package: '@smithy/core/event-streams', file: 'no-event-streams.ts' },
  { package: '@aws-sdk/lib-dynamodb', file: 'document-commands.js', importedBy: 'node_modules/electrodb/' },
  { package: 'jsonschema', file: 'model-lint.ts' },
  { package: 'bowser', file: 'no-browser.ts' },
  { package: '@aws-sdk/middleware-endpoint-discovery', file: 'no-endpoint-discovery.ts' },
  { package: './node-http2-handler', file: 'no-http2.ts', importedBy: 'node_modules/@smithy/node-http-handler/' },
];

/** Puts small files in the place of packages of which a function on Lambda reaches little or nothing. */
export const withStandIns: Plugin = {
  name: 'stand-ins',
  setup: ({ onResolve }) => {
    for (const { package: name, file, importedBy = '' } of standIns) {
      const path = fileURLToPath(new URL(`stand-ins/${file}`, import.meta.url));
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
        importer.replaceAll('\\', '/').includes(importedBy) && importer !== path ? { path } : null,
      );
    }
  },
};
