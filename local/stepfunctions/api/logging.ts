import { AwsError } from '../../aws/aws-error.ts';
import { isJsonObject } from '../json.ts';
import { json, type Params } from './params.ts';

/** The logging configuration as it is described later, or undefined when none is given. It is stored, not acted on. */
export function checkedLogging(params: Params): string | undefined {
  const configuration = json(params, 'loggingConfiguration');
  if (!isJsonObject(configuration)) return undefined;
  const { destinations, level } = configuration;
  const wantsLogs = level !== undefined && level !== 'OFF';
  const count = Array.isArray(destinations) ? destinations.length : 0;
  if (count > 1 || (wantsLogs && count === 0))
    throw new AwsError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    );
  return JSON.stringify({ includeExecutionData: false, level: 'OFF', ...configuration });
}

export function checkedTracing(params: Params): string | undefined {
  const configuration = json(params, 'tracingConfiguration');
  return isJsonObject(configuration) ? JSON.stringify({ enabled: false, ...configuration }) : undefined;
}
