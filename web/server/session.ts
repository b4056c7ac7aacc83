import 'server-only';
import type { Person } from '@coup/signaling/protocol';
import { headers } from 'next/headers';
import { cache } from 'react';
import { getServices } from './services.ts';
import { hasSessionCookie } from './session-cookie.ts';

/** Who looks at this page; null for somebody who has not come in. One look-up for each request. */
export const getViewer = cache(async (): Promise<Person | null> => {
  const requestHeaders = await headers();
  const cookie = requestHeaders.get('cookie') ?? '';
  if (!hasSessionCookie((name) => cookie.includes(`${name}=`))) return null;
  const session = await getServices().auth.api.getSession({ headers: requestHeaders });
  if (session === null) return null;
  const { id, name, isAnonymous } = session.user;
  return { userId: id, name, isGuest: isAnonymous === true };
});

/** A fresh socket token of the viewer. Ask only after `getViewer` answered a person. */
export async function mintSocketToken(): Promise<string> {
  const { token } = await getServices().auth.api.getToken({ headers: await headers() });
  return token;
}
