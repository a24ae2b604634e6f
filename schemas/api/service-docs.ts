import type { AreaDocs } from './operation-docs.ts';
import type { serviceRoutes } from './service-routes.ts';

/** The service itself. */
export const serviceDocs = {
  showHome: {
    summary: 'Where everything is, for people',
  },
  checkHealth: {
    summary: 'Is the process alive',
  },
  checkReadiness: {
    summary: 'Can it take inquiries',
  },
  showOpenApi: {
    summary: 'This API, as OpenAPI 3.1',
  },
  showDocs: {
    summary: 'This API, for people',
  },
} as const satisfies AreaDocs<typeof serviceRoutes>;
