import { notFound } from 'next/navigation';

/** Whatever no other route took. Rendered per request: strangers choose the address. */
export const dynamic = 'force-dynamic';

export default function NowherePage(): never {
  notFound();
}
