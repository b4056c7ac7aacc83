import { Logo } from '../../../../ui/kit/logo.tsx';
import { Nowhere } from '../../../../ui/shell/nowhere.tsx';

/** Without the site's header, which needs a language; its way on leads there. */
export default function RoomNotFound() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center border-b px-4 sm:px-6">
        <a href="/" className="rounded-box">
          <Logo />
        </a>
      </header>
      <main className="flex flex-1 flex-col">
        <Nowhere what="room" />
      </main>
    </div>
  );
}
