import { getServices } from '../../../../server/services.ts';
import { verifyBearer } from '../../../../server/verify-token.ts';

/** Who a bearer token belongs to: 200 with the user, 401, or 503 while the database is away. */
export async function GET(request: Request): Promise<Response> {
  const { auth, database } = getServices();
  const headers = { 'cache-control': 'no-store' };
  const user = await verifyBearer({ auth, db: database.db }, request.headers.get('authorization')).catch(
    (error: unknown) => {
      console.error('verify: the token could not be looked up', error);
      return 'unavailable' as const;
    },
  );
  // Not knowing is not a refusal: whoever asks may ask again.
  if (user === 'unavailable') return Response.json({ error: 'Not available' }, { status: 503, headers });
  if (user !== null) return Response.json({ user }, { headers });
  return Response.json(
    { error: 'Authentication failed' },
    { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } },
  );
}
