import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands for `@aws-sdk/credential-provider-node` in the bundles. Lambda hands a function its role's credentials in the
 * environment; the chain of profile files, SSO, STS and instance metadata is 95 KB that no function can reach.
 */
export const defaultProvider = fromEnv;
