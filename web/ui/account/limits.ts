// The contract's own limits, repeated because importing them brings its schemas into pages that need none.
// `limits.test.ts` holds the two together.
export const MAX_NAME_LENGTH = 40;
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;
