import { expect, test } from 'bun:test';
import { TICKET_LIFETIME_MS } from './protocol/index.ts';
import { createTicketOffice, type Ticket } from './tickets.ts';

const ticket: Ticket = {
  participantId: crypto.randomUUID(),
  userId: 'user',
  sessionId: 'session',
  roomId: crypto.randomUUID(),
  order: 1_800_000_000_000,
  joinedAt: 1_800_000_000_000,
};

function createOffice(secret = 'a secret', nowMs = { value: 1_800_000_000_000 }) {
  return { office: createTicketOffice({ secret, now: () => nowMs.value }), nowMs };
}

test('J4 what was issued verifies, on any node with the secret', () => {
  const text = createOffice().office.issue(ticket);
  expect(createOffice().office.verify(text)).toEqual(ticket);
  expect(text.length).toBeLessThan(500);
});

test('J5 another secret, a changed character, surplus parts or rubbish: none', () => {
  const { office } = createOffice();
  const text = office.issue(ticket);
  expect(createOffice('another').office.verify(text)).toBeNull();
  for (let i = 0; i < text.length; i += 1) {
    const changed = `${text.slice(0, i)}${text[i] === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`;
    const result = office.verify(changed);
    // The last character of base64url carries spare bits: another spelling of the same signature is no forgery.
    if (result !== null) expect(i).toBeOneOf([text.length - 1]);
  }
  for (const rubbish of ['', '.', `${text}.x`, 'x', '한.글']) expect(office.verify(rubbish)).toBeNull();
});

test('J5 it ends after twelve hours', () => {
  const { office, nowMs } = createOffice();
  const text = office.issue(ticket);
  nowMs.value += TICKET_LIFETIME_MS - 1;
  expect(office.verify(text)).toEqual(ticket);
  nowMs.value += 1;
  expect(office.verify(text)).toBeNull();
});
