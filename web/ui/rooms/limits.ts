// As in ui/account/limits.ts: the contract's own numbers without its schemas; `limits.test.ts` holds them together.
export const MAX_ROOM_NAME_LENGTH = 60;
export const MAX_ROOM_TOPIC_LENGTH = 120;
export const MAX_ROOM_DESCRIPTION_LENGTH = 1_000;
export const MAX_SEATS = 6;
