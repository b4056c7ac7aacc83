import { ACK_TIMEOUT_MS, type MediaState, type Participant, type Roster } from '@coup/signaling/protocol';
import type { Clock, Random } from '../realtime/clock.ts';
import { type Refusal, readFirstRefusal, readReturnRefusal } from './errors.ts';
import type { SignalingPort, TicketStore } from './ports.ts';
import { backoffMs } from './recovery.ts';

export type SeatOptions = {
  roomId: string;
  incarnation: string;
  signaling: SignalingPort;
  tickets: TicketStore;
  clock: Clock;
  random: Random;
  getMedia: () => MediaState;
  onTaken: (participant: Participant, roster: Roster) => void;
  onRefused: (refusal: Extract<Refusal, { type: 'ended' | 'failed' }>) => void;
};

/** The seat of this tab: taken once, returned to with the ticket after each loss of the socket. */
export type Seat = {
  /** Asks for the seat now, or as soon as the socket is ready. */
  take(): void;
  lost(): void;
  /** Gives up without telling anybody. */
  close(): void;
};

export function createSeat(options: SeatOptions): Seat {
  const { roomId, signaling, tickets, clock } = options;
  let wasTaken = false;
  let attempt = 0;
  /** Answers of an older request, or of a request on a lost socket, mean nothing. */
  let request = 0;
  let cancelRetry: () => void = () => undefined;
  const cancelPatience = clock.after(ACK_TIMEOUT_MS, () => {
    if (!signaling.isReady()) refuse({ type: 'failed', failure: 'unreachable-server' });
  });

  async function take(): Promise<void> {
    cancelRetry();
    if (!signaling.isReady()) return;
    request += 1;
    const mine = request;
    const ticket = tickets.load(roomId);
    const answer = await signaling.command('call:join', {
      roomId,
      incarnation: options.incarnation,
      media: options.getMedia(),
      ...(ticket === null ? {} : { ticket }),
    });
    if (mine !== request) return;
    cancelPatience();
    if (answer.ok) {
      wasTaken = true;
      attempt = 0;
      tickets.save(roomId, answer.data.ticket);
      options.onTaken(answer.data.participant, answer.data.roster);
      return;
    }
    const { code, retryAfterMs } = answer.error;
    const hadTicket = ticket !== null;
    follow(wasTaken ? readReturnRefusal(code, retryAfterMs ?? null) : readFirstRefusal(code, hadTicket), hadTicket);
  }

  function follow(refusal: Refusal, hadTicket: boolean): void {
    if (refusal.type === 'ended' || refusal.type === 'failed') {
      refuse(refusal);
      return;
    }
    attempt += 1;
    if (refusal.type === 'without-ticket' && hadTicket) tickets.clear(roomId);
    const afterMs = refusal.type === 'again' ? refusal.afterMs : null;
    cancelRetry = clock.after(afterMs ?? backoffMs(attempt, options.random.fraction()), () => void take());
  }

  function refuse(refusal: Extract<Refusal, { type: 'ended' | 'failed' }>): void {
    close();
    options.onRefused(refusal);
  }

  function close(): void {
    request += 1;
    cancelRetry();
    cancelPatience();
  }

  return {
    take: () => void take(),
    lost() {
      request += 1;
      cancelRetry();
    },
    close,
  };
}
