import { httpRoute } from '../../middleware/http-route.ts';

export const checkHealth = httpRoute('checkHealth', async () => ({ status: 200, body: { status: 'ok' } }));
