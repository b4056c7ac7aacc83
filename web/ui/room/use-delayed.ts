'use client';

import { useEffect, useState } from 'react';

/** True once `isOn` has been so for `ms`: what heals within a moment is not worth a word. */
export function useDelayed(isOn: boolean, ms: number): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isOn) {
      setIsDue(false);
      return;
    }
    const timer = setTimeout(() => setIsDue(true), ms);
    return () => clearTimeout(timer);
  }, [isOn, ms]);
  return isOn && isDue;
}
