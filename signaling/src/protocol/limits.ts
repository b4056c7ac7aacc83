/** Version of this contract. A client sends it at connect; the server serves this one and the one before. */
export const PROTOCOL_VERSION = 1;
export const OLDEST_SERVED_PROTOCOL_VERSION = 1;

/** Most seats that any room may have. */
export const MAX_CAPACITY = 16;
/** Live pictures in one mesh call; a call admits no more until stills exist. */
export const MAX_LIVE_PARTICIPANTS = 6;

/** Characters (UTF-16 code units) of one chat message. */
export const MAX_MESSAGE_LENGTH = 4_000;
export const MAX_DISPLAY_NAME_LENGTH = 40;
export const MAX_ROOM_NAME_LENGTH = 60;
export const MAX_ROOM_TOPIC_LENGTH = 120;
export const MAX_ROOM_DESCRIPTION_LENGTH = 1_000;
export const MAX_SLUG_LENGTH = 80;

/** Chat events in one page of history. */
export const MAX_HISTORY_PAGE = 200;
export const DEFAULT_HISTORY_PAGE = 50;

/** Session descriptions of a four-track link are 6 to 10 KB; this leaves room for many codecs. */
export const MAX_SDP_LENGTH = 64_000;
export const MAX_CANDIDATE_LENGTH = 2_000;

/** Largest Socket.IO packet in bytes. */
export const MAX_PACKET_BYTES = 128 * 1024;

/** Seat times of promise 3 in SPEC section X. */
export const CLOSED_TAB_GRACE_MS = 5_000;
export const VANISHED_GRACE_MS = 12_000;
export const SEAT_HELD_MS = 120_000;
export const TICKET_LIFETIME_MS = 12 * 60 * 60 * 1_000;

/** Heartbeat: a silent socket is thrown away after at most interval + timeout (under 6 s, promise 3). */
export const PING_INTERVAL_MS = 3_000;
export const PING_TIMEOUT_MS = 2_500;

/** How long a client waits for an ack before it treats the command as not answered. */
export const ACK_TIMEOUT_MS = 8_000;
