import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  Cors,
  EndpointType,
  type IAuthorizer,
  IdentitySource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isOpenToPages, pageRequestHeaders, pageResponseHeaders } from '../../schemas/api/cross-origin.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import { type Parameters, profiles } from '../parameters.ts';
import type { Functions } from './functions.ts';
import { GatewayProblems } from './gateway-problems.ts';

interface InquiryApiProps {
  readonly parameters: Parameters;
  readonly functions: Functions;
  /** Pages of this origin may call all of it; those of others only the status token's routes. */
  readonly webOrigin: string;
}

const specs: readonly RouteSpec[] = Object.values(routes);

/** How long a key's or token's policy is cached: a revoked key still works for as long. */
const authorizerCacheSeconds = 60;

/** The REST API, route by route from the table that the handlers and the one-machine gateway read. */
export class InquiryApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, { parameters, functions, webOrigin }: InquiryApiProps) {
    super(scope, id);
    this.api = this.makeApi(parameters);
    const authorizer = new RequestAuthorizer(this, 'Authorizer', {
      handler: functions.of('authorizer').callee,
      identitySources: [IdentitySource.header('Authorization')],
      resultsCacheTtl: Duration.seconds(authorizerCacheSeconds),
    });
    const integrations = new Map<string, LambdaIntegration>();
    for (const spec of specs) {
      const { profile } = spec;
      const integration =
        integrations.get(profile) ??
        new LambdaIntegration(functions.of(profile).callee, { scopePermissionToMethod: false });
      integrations.set(profile, integration);
      this.addRoute(spec, { integration, authorizer });
    }
    this.allowOrigin(webOrigin);
    new GatewayProblems(this, 'Problems', { api: this.api });
  }

  private makeApi(parameters: Parameters): RestApi {
    const { logRetentionDays, requestsPerSecond } = profiles[parameters.profile];
    const { name, certificateArn, publicBaseUrl } = parameters;
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      description: 'Inquiries: submit, follow, answer',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: 'live',
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: requestsPerSecond * 2,
        metricsEnabled: false,
        // Neither execution logs nor traces: both hold the path, and with it the token of a customer's or agent's link.
        loggingLevel: MethodLoggingLevel.OFF,
        tracingEnabled: false,
        accessLogDestination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            logGroupName: `/aws/apigateway/${name}`,
            retention: logRetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
      ...(certificateArn !== undefined && {
        disableExecuteApiEndpoint: true,
        domainName: {
          domainName: new URL(publicBaseUrl).hostname,
          certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
          endpointType: EndpointType.REGIONAL,
          securityPolicy: SecurityPolicy.TLS_1_2,
        },
      }),
    });
    acknowledge(api);
    if (!profiles[parameters.profile].firewall)
      Validations.of(api).acknowledge({
        id: 'AwsSolutions-APIG3',
        reason: 'The small profile has no web ACL, which is 5 USD a month and more',
      });
    return api;
  }

  private addRoute(spec: RouteSpec, to: { integration: LambdaIntegration; authorizer: IAuthorizer }): void {
    const resource = this.api.root.resourceForPath(spec.path);
    const isKeyed = spec.auth === 'company' || spec.auth === 'company_or_customer';
    const options = isKeyed
      ? { authorizer: to.authorizer, authorizationType: AuthorizationType.CUSTOM }
      : { authorizationType: AuthorizationType.NONE };
    const methods = spec.method === 'GET' ? ['GET', 'HEAD'] : [spec.method];
    for (const httpMethod of methods) {
      const method = resource.addMethod(httpMethod, to.integration, options);
      Validations.of(method).acknowledge(
        { id: 'AwsSolutions-COG4', reason: 'Companies have API keys and customers links; there are no user pools' },
        ...(isKeyed ? [] : [{ id: 'AwsSolutions-APIG4', reason: openReason(spec.auth) }]),
      );
    }
  }

  private allowOrigin(origin: string): void {
    const paths = new Set(specs.filter(({ path }) => path.startsWith('/v1/')).map(({ path }) => path));
    for (const path of paths) {
      const resource = this.api.root.resourceForPath(path);
      const ofPath = specs.filter((spec) => spec.path === path);
      const method = resource.addCorsPreflight({
        allowOrigins: ofPath.some(isOpenToPages) ? Cors.ALL_ORIGINS : [origin],
        allowMethods: [...new Set(ofPath.map((spec) => spec.method))],
        allowHeaders: [...pageRequestHeaders],
        exposeHeaders: [...pageResponseHeaders],
        maxAge: Duration.hours(1),
      });
      Validations.of(method).acknowledge(
        { id: 'AwsSolutions-APIG4', reason: 'A preflight carries no credentials by its nature' },
        { id: 'AwsSolutions-COG4', reason: 'A preflight carries no credentials by its nature' },
      );
    }
  }
}

const openReason = (auth: RouteSpec['auth']): string =>
  auth === 'link' ? 'The path carries a signed token, which the handler checks' : 'Open to everyone: health and schema';

function acknowledge(api: RestApi): void {
  Validations.of(api).acknowledge(
    { id: 'AwsSolutions-APIG2', reason: 'The handlers validate with the schemas, and answer with the fields at fault' },
    { id: 'AwsSolutions-APIG6', reason: 'Execution logs hold paths, and with them the tokens of links' },
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: 'The account-wide role for access logs has the policy that AWS keeps for it',
    },
  );
}

/**
 * One line a request. It has the route's template in place of the path, which may end in a token, and neither query nor
 * Authorization; the address serves to trace abuse.
 */
const accessLogLine = {
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  caller: '$context.authorizer.principalId',
  wafStatus: '$context.waf.status',
  sourceIp: '$context.identity.sourceIp',
} as const;
