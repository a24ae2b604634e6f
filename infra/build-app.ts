import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Bundle } from './bundle/bundle.ts';
import { parseParameters } from './parameters.ts';
import { OperationsStack } from './stacks/operations-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';
import { StatelessStack } from './stacks/stateless-stack.ts';

interface BuildOptions {
  readonly bundles: readonly Bundle[];
  readonly account?: string;
  /** For tests; the CLI passes its context by the environment. */
  readonly app?: AppProps;
}

/** The whole deployment, from the app's context. @throws Error naming the parameter that is wrong */
export function buildApp({ bundles, account, app: appProps = {} }: BuildOptions) {
  const app = new App(appProps);
  const parameters = parseParameters(app.node.getAllContext());
  const env = { region: parameters.region, ...(account !== undefined && { account }) };
  const id = (part: string) => `${parameters.name}-${part}`;
  const stateful = new StatefulStack(app, id('data'), { parameters, env });
  const stateless = new StatelessStack(app, id('app'), { parameters, stateful, bundles, env });
  const operations = new OperationsStack(app, id('operations'), { parameters, stateful, stateless, env });
  Tags.of(app).add('application', parameters.name);
  Tags.of(app).add('profile', parameters.profile);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return { app, parameters, stateful, stateless, operations };
}
