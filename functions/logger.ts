import { Logger } from '@aws-lambda-powertools/logger';
import { once } from './once.ts';

/** The one structured logger of a function; level by POWERTOOLS_LOG_LEVEL, LOG_LEVEL on one machine. */
export const logger = once(() => new Logger({ serviceName: 'inquiries' }));
