import type { ReactNode } from 'react';
import { readLocale } from '../../../server/locale-param.ts';
import { SiteFrame } from '../../../ui/shell/site-frame.tsx';

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export default async function SiteLayout({ children, params }: Props) {
  return <SiteFrame locale={await readLocale(params)}>{children}</SiteFrame>;
}
