/** Apart from the messages, since an error page gets no words from the server: both languages travel with it. */
export const brokenWords = {
  en: {
    title: 'This page could not be shown.',
    lead: 'Nothing of yours is lost: rooms, messages and your account are as they were. Try again in a moment.',
    retry: 'Try again',
    home: 'To the start page',
  },
  ko: {
    title: '이 화면을 보여 드리지 못했어요.',
    lead: '공부방도 메시지도 계정도 그대로 있어요. 잠시 뒤에 다시 시도해 주세요.',
    retry: '다시 시도',
    home: '첫 화면으로',
  },
} as const;
