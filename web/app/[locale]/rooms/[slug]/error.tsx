'use client';

import { Broken } from '../../../../ui/shell/broken.tsx';

export default function RoomError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <Broken retry={reset} />
    </main>
  );
}
