'use client';

import { Broken } from '../../../ui/shell/broken.tsx';

export default function SiteError({ reset }: { error: Error; reset: () => void }) {
  return <Broken retry={reset} />;
}
