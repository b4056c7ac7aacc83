import type { Participant, Roster } from '@coup/signaling/protocol';

/** For this long after a new epoch absence from the roster is no evidence: clients come back seconds apart. */
export const EPOCH_GRACE_MS = 20_000;
const REMEMBERED_EPOCHS = 16;

/** What this tab believes of the server's word. */
export type RosterView = {
  roster: Roster | null;
  /** Epochs that a newer one replaced; their late snapshots are dropped. */
  formerEpochs: readonly string[];
  graceUntil: number | null;
  /** Said to have left, and not seen in a snapshot since. */
  left: ReadonlySet<string>;
};

export const emptyView: RosterView = { roster: null, formerEpochs: [], graceUntil: null, left: new Set() };

/** Takes a snapshot over, or drops it as older than what is known. An answer to this tab's own join is always taken. */
export function acceptRoster(view: RosterView, roster: Roster, now: number, isAnswer = false): RosterView {
  const known = view.roster;
  const present = new Set(roster.participants.map((each) => each.participantId));
  const left = new Set([...view.left].filter((id) => !present.has(id)));
  if (known === null) return { ...view, roster, left };
  if (known.epoch === roster.epoch) {
    return roster.revision < known.revision ? view : { ...view, roster, left };
  }
  if (!isAnswer && view.formerEpochs.includes(roster.epoch)) return view;
  return {
    roster,
    formerEpochs: [known.epoch, ...view.formerEpochs.filter((each) => each !== roster.epoch)].slice(
      0,
      REMEMBERED_EPOCHS,
    ),
    graceUntil: now + EPOCH_GRACE_MS,
    left,
  };
}

/** The explicit word that absence alone is not; the next snapshot that names the participant outweighs it. */
export function markLeft(view: RosterView, participantId: string): RosterView {
  return { ...view, left: new Set([...view.left, participantId]) };
}

/** The roster's own entry for a participant, unless it is said to have left. */
export function findParticipant(view: RosterView, participantId: string): Participant | null {
  if (view.left.has(participantId)) return null;
  return view.roster?.participants.find((each) => each.participantId === participantId) ?? null;
}

export type ExistingLink = { participantId: string; isAlive: boolean };
export type LinkPlan = {
  /** Links that must exist, one each. */
  wanted: readonly Participant[];
  /** Not in the roster, but alive within the grace of a new epoch. */
  spared: ReadonlySet<string>;
  /** When the grace that spares some link ends. */
  recheckInMs: number | null;
};

/** Desired state out of the server's word and the links' own life. Pure. */
export function planLinks(view: RosterView, selfId: string, links: readonly ExistingLink[], now: number): LinkPlan {
  const wanted = (view.roster?.participants ?? []).filter(
    (each) => each.participantId !== selfId && !view.left.has(each.participantId),
  );
  const inRoster = new Set(wanted.map((each) => each.participantId));
  const graceLeftMs = view.graceUntil === null ? 0 : view.graceUntil - now;
  const spared = new Set(
    links
      .filter((link) => graceLeftMs > 0 && link.isAlive)
      .filter((link) => !inRoster.has(link.participantId) && !view.left.has(link.participantId))
      .map((link) => link.participantId),
  );
  return { wanted, spared, recheckInMs: spared.size > 0 ? graceLeftMs : null };
}
