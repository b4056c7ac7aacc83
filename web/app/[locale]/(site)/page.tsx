import { readLocale } from '../../../server/locale-param.ts';
import { Landing } from '../../../ui/landing/landing.tsx';

type Props = { params: Promise<{ locale: string }> };

export default async function LandingPage({ params }: Props) {
  return <Landing locale={await readLocale(params)} />;
}
