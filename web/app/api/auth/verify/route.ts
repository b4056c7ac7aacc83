import { getServices } from '../../../../server/services.ts';
import { verifyBearer } from '../../../../server/verify-token.ts';

/** Who a bearer token belongs to: 200 with the user, or 401. */
export async function GET(request: Request): Promise<Response> {
  const { auth, database } = getServices();
  const user = await verifyBearer({ auth, db: database.db }, request.headers.get('authorization'));
  const headers = { 'cache-control': 'no-store' };
  if (user !== null) return Response.json({ user }, { headers });
  return Response.json(
    { error: 'Authentication failed' },
    { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } },
  );
}
