'use client';

import './globals.css';
import { bootScript } from '../ui/shell/boot-script.ts';
import { Broken } from '../ui/shell/broken.tsx';

/** When even the frame around the pages could not be made. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: bootScript }} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <Broken retry={reset} />
      </body>
    </html>
  );
}
