import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { readLocale } from '../../../../server/locale-param.ts';
import { getWords } from '../../../../server/translations.ts';
import { Kbd } from '../../../../ui/kit/kbd.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getWords(await readLocale(params), 'help').title };
}

export default async function HelpPage({ params }: Props) {
  const words = getWords(await readLocale(params), 'help');
  const keys = [
    ['M', words.keyMicrophone],
    ['V', words.keyCamera],
    ['Enter', words.keySend],
    ['Shift + Enter', words.keyNewLine],
  ];
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-10 sm:px-6">
      <h1 className="font-strong text-title">{words.title}</h1>
      <p className="mt-1.5 text-ink-soft">{words.lead}</p>
      <Part title={words.reachTitle}>
        <p>{words.reachSame}</p>
        <p>{words.reachNetwork}</p>
        <p>{words.reachBeyond}</p>
      </Part>
      <Part title={words.cameraTitle}>
        <p>{words.cameraDenied}</p>
        <p>{words.cameraBusy}</p>
        <p>{words.cameraInsecure}</p>
      </Part>
      <Part title={words.keysTitle}>
        <table className="w-full">
          <thead className="sr-only">
            <tr>
              <th scope="col">{words.tableKey}</th>
              <th scope="col">{words.tableDoes}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(([key, does]) => (
              <tr key={key} className="border-b">
                <td className="w-40 py-2.5">
                  <Kbd>{key}</Kbd>
                </td>
                <td className="py-2.5">{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{words.keyHint}</p>
      </Part>
      <Part title={words.limitsTitle}>
        <p>{words.limitSix}</p>
        <p>{words.limitGuest}</p>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-10 border-t pt-6">
      <h2 className="font-strong text-lead">{title}</h2>
      <div className="measure mt-3 flex flex-col gap-3 text-ink-soft">{children}</div>
    </section>
  );
}
