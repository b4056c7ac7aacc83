import { getServices } from '../../../server/services.ts';

export const dynamic = 'force-dynamic';

/** For a load balancer: 200 while this process can serve pages, 503 while the database is away. */
export async function GET(): Promise<Response> {
  const hasDatabase = await getServices().database.ping(1_000);
  const body = { status: hasDatabase ? 'ok' : 'degraded', database: hasDatabase, uptime: Math.round(process.uptime()) };
  return Response.json(body, { status: hasDatabase ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
