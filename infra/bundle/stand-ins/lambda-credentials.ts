import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles. Lambda gives a function its role's credentials in the
 * environment; the chain of profile files, SSO, STS and instance metadata is 95 KB that no function uses.
 */
export const defaultProvider = fromEnv;
