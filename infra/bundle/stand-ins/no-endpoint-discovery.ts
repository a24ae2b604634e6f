/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery`: DynamoDB's client includes it, and none of our calls uses it.
 * With it go an LRU cache and its helpers.
 */
export const resolveEndpointDiscoveryConfig = <Config extends object>(config: Config): Config => config;

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
} as const;
