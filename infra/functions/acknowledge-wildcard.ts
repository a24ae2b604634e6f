import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/** Says next to a role why one of its resources has a `*`: cdk-nag takes each by its own name. */
export function acknowledgeWildcard(role: IConstruct, resource: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${nagName(role, resource)}]`, reason });
}

/** cdk-nag's way to write a resource: references by name, in angle brackets. */
const nagName = (scope: IConstruct, resource: string): string => flattenCfnReference(Stack.of(scope).resolve(resource));
