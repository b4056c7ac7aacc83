/** Something at something with a dot; the server has the last word. */
export const emailPattern = /^\s*\S+@[^\s@]+\.[^\s@]+\s*$/;
