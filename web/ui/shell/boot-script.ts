export const THEME_KEY = 'coup-theme';
/** Says only that somebody is signed in, for the header of pages that are the same for everybody. */
export const ACCOUNT_COOKIE = 'coup-account';

/** Runs before the first paint: the theme, and whether the header shows an account. Allowed by its hash on every page. */
export const bootScript = `(()=>{const d=document.documentElement,m=matchMedia('(prefers-color-scheme: dark)'),s=()=>{let t=null;try{t=localStorage.getItem('${THEME_KEY}')}catch{}d.dataset.theme=t==='light'||t==='dark'?t:m.matches?'dark':'light'};s();m.addEventListener('change',s);addEventListener('storage',s);if(/(^|; )${ACCOUNT_COOKIE}=1/.test(document.cookie))d.dataset.account='in'})()`;
