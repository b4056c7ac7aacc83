import type { Locale } from '../../messages/locales.ts';
import { getWords } from '../../server/translations.ts';
import { ButtonLink } from '../kit/button.tsx';
import { links } from '../shell/links.ts';
import { InvitationForm } from './invitation-form.tsx';
import { ProductPicture } from './product-picture.tsx';

/** One screen: what this is, a picture of it, and three ways in. */
export function Landing({ locale }: { locale: Locale }) {
  const words = getWords(locale, 'landing');
  return (
    <div className="lamplight flex flex-1 flex-col overflow-x-clip">
      <div className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-x-14 gap-y-10 px-4 py-10 sm:px-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:py-12">
        <div className="flex flex-col">
          <h1 className="font-strong text-display">{words.headline}</h1>
          <p className="mt-5 max-w-md text-ink-soft text-lead">{words.lead}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <ButtonLink href={links.create(locale)} variant="primary" size="large">
              {words.start}
            </ButtonLink>
            <ButtonLink href={links.rooms(locale)} variant="outline" size="large">
              {words.browse}
            </ButtonLink>
          </div>
          <InvitationForm words={words} />
        </div>
        <ProductPicture words={words} />
      </div>
    </div>
  );
}
