import { toNextJsHandler } from 'better-auth/next-js';
import { getServices } from '../../../../server/services.ts';

export const { GET, POST } = toNextJsHandler((request: Request) => getServices().auth.handler(request));
