import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createRoom, findRoomById, listRoomsOf } from '@coup/db/queries/rooms';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { PASSWORD_ATTEMPTS } from '../server/password-guard.ts';
import { type AuthSite, openAuthSite } from './auth-site.ts';

const PASSWORD = 'correct horse battery';
const mina = { name: 'Mina', email: 'mina@example.com', password: PASSWORD };

let site: AuthSite;
beforeAll(async () => {
  site = await openAuthSite();
});
afterAll(() => site.close());

function userIn(body: Record<string, unknown>): { id: string; name: string } {
  const user = body.user;
  if (typeof user !== 'object' || user === null || !('id' in user) || !('name' in user)) throw new Error('No user.');
  return { id: String(user.id), name: String(user.name) };
}

describe('an account', () => {
  test('is made, left, and come back to', async () => {
    const browser = site.createBrowser('192.0.2.20');
    expect((await browser.send('/sign-up/email', mina)).status).toBe(200);
    expect(userIn((await browser.send('/get-session')).body).name).toBe('Mina');
    expect((await browser.send('/sign-out', {})).status).toBe(200);
    expect((await browser.send('/get-session')).body).toEqual({});
    expect((await browser.send('/sign-in/email', mina)).status).toBe(200);
  });

  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const browser = site.createBrowser('192.0.2.21');
    const wrong = await browser.send('/sign-in/email', { ...mina, password: 'not the password' });
    const unknown = await browser.send('/sign-in/email', { ...mina, email: 'nobody@example.com' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  test('a taken e-mail and a short password are named', async () => {
    const browser = site.createBrowser('192.0.2.22');
    const taken = await browser.send('/sign-up/email', mina);
    expect(taken.status).toBe(422);
    expect(taken.body.code).toStartWith('USER_ALREADY_EXISTS');
    const short = await browser.send('/sign-up/email', { ...mina, email: 'short@example.com', password: '1234567' });
    expect(short).toMatchObject({ status: 400, body: { code: 'PASSWORD_TOO_SHORT' } });
  });

  test('every name that is stored has been cleaned', async () => {
    const browser = site.createBrowser('192.0.2.23');
    const made = await browser.send('/sign-up/email', {
      name: `\u202EAda\u0000 ${'x'.repeat(60)}`,
      email: 'ada@example.com',
      password: PASSWORD,
    });
    expect(userIn(made.body).name).toBe(`Ada ${'x'.repeat(36)}`);
    expect((await browser.send('/update-user', { name: ' Ada\u200B  L. ' })).status).toBe(200);
    expect(userIn((await browser.send('/get-session')).body).name).toBe('Ada L.');
    const empty = await browser.send('/update-user', { name: '\u3164' });
    expect(empty).toMatchObject({ status: 400, body: { code: 'DISPLAY_NAME_MISSING' } });
  });

  test('another site cannot act for it; each of the configured addresses can', async () => {
    const browser = site.createBrowser('192.0.2.24');
    const elsewhere = await browser.send('/sign-in/email', mina, { origin: 'https://evil.example' });
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'INVALID_ORIGIN' } });
    const shared = await browser.send('/sign-in/email', mina, { origin: 'https://192.0.2.1:3443' });
    expect(shared.status).toBe(200);
  });
});

describe('a guest', () => {
  test('comes in with a name alone, and only with one', async () => {
    const browser = site.createBrowser('192.0.2.30');
    expect((await browser.send('/sign-in/anonymous', {})).body).toMatchObject({ code: 'DISPLAY_NAME_MISSING' });
    expect((await browser.send('/sign-in/anonymous', { name: ' \u200B' })).status).toBe(400);
    const entered = await browser.send('/sign-in/anonymous', { name: ' Jonas\n' });
    expect(entered.status).toBe(200);
    expect(userIn(entered.body).name).toBe('Jonas');
  });

  test('who signs up keeps the rooms under the account', async () => {
    const browser = site.createBrowser('192.0.2.31');
    const guest = userIn((await browser.send('/sign-in/anonymous', { name: 'Haru' })).body);
    const room = await createRoom(site.db, { ownerId: guest.id, name: 'Quiet mornings', visibility: 'unlisted' });
    const account = await browser.send('/sign-up/email', {
      name: 'Haru',
      email: 'haru@example.com',
      password: PASSWORD,
    });
    const { id } = userIn(account.body);
    expect(id).not.toBe(guest.id);
    expect((await findRoomById(site.db, room.roomId))?.ownerId).toBe(id);
    expect(await listRoomsOf(site.db, id)).toMatchObject([{ roomId: room.roomId, role: 'owner' }]);
    expect(await listRoomsOf(site.db, guest.id)).toEqual([]);
  });

  test('cannot delete itself, and with it what it said to others', async () => {
    const browser = site.createBrowser('192.0.2.32');
    await browser.send('/sign-in/anonymous', { name: 'Gone' });
    expect((await browser.send('/delete-anonymous-user', {})).status).toBe(404);
    expect(userIn((await browser.send('/get-session')).body).name).toBe('Gone');
  });
});

describe('many people', () => {
  test('a class of 40 behind one address comes in at once: as guests, and with accounts', async () => {
    const students = Array.from({ length: 40 }, (_, index) => ({
      browser: site.createBrowser('198.51.100.7'),
      account: { name: `Student ${index}`, email: `student-${index}@example.com`, password: PASSWORD },
    }));
    const attend = async (path: string) => {
      const answers = await Promise.all(students.map(({ browser, account }) => browser.send(path, account)));
      return answers.filter(({ status }) => status === 200).length;
    };
    expect(await attend('/sign-in/anonymous')).toBe(40);
    expect(await attend('/sign-up/email')).toBe(40);
    expect(await attend('/sign-in/email')).toBe(40);
  }, 30_000);

  test('guessing at one account is limited, wherever the guesses come from, also all at once', async () => {
    const target = { name: 'Target', email: 'target@example.com', password: PASSWORD };
    await site.createBrowser('203.0.113.1').send('/sign-up/email', target);
    const guesses = await Promise.all(
      Array.from({ length: PASSWORD_ATTEMPTS + 6 }, (_, index) =>
        site.createBrowser(`203.0.113.${index + 2}`).send('/sign-in/email', {
          email: index % 2 === 0 ? target.email : ' TARGET@example.com',
          password: `guess ${index}`,
        }),
      ),
    );
    const refused = guesses.filter(({ status }) => status === 429);
    expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(PASSWORD_ATTEMPTS);
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(refused[0]?.body.code).toBe('TOO_MANY_ATTEMPTS');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);

    const right = await site.createBrowser('203.0.113.99').send('/sign-in/email', target);
    expect(right.status).toBe(429);
    expect((await site.createBrowser('203.0.113.2').send('/sign-in/email', mina)).status).not.toBe(401);
  }, 30_000);

  test('without a trusted proxy nobody shares a bucket with the rest of the world', async () => {
    const open = await openAuthSite({ isProxyTrusted: false });
    try {
      const entered = await Promise.all(
        Array.from({ length: 130 }, (_, index) =>
          open.createBrowser().send('/sign-in/anonymous', { name: `Guest ${index}` }),
        ),
      );
      expect(entered.every(({ status }) => status === 200)).toBe(true);
    } finally {
      await open.close();
    }
  }, 30_000);

  test('behind a trusted proxy one address cannot flood', async () => {
    const browser = site.createBrowser('198.51.100.99');
    const statuses: number[] = [];
    for (let index = 0; index < 121; index += 1) statuses.push((await browser.send('/sign-in/anonymous', {})).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await site.createBrowser('198.51.100.98').send('/sign-in/anonymous', { name: 'Other' })).status).toBe(200);
  }, 30_000);
});

describe('the socket token', () => {
  test('names the person, the kind and the session; no e-mail', async () => {
    const browser = site.createBrowser('192.0.2.40');
    const { id } = userIn((await browser.send('/sign-up/email', { ...mina, email: 'token@example.com' })).body);
    const token = await browser.token();
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ sub: id, name: 'Mina', guest: false, iss: 'coup', aud: 'coup-signaling' });
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'guest', 'iat', 'iss', 'name', 'sid', 'sub']);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(15 * 60);
    expect(decodeProtectedHeader(token).alg).toBe('EdDSA');
    expect(JSON.stringify(claims)).not.toContain('@');
  });

  test('is not signed at every look at the session', async () => {
    const browser = site.createBrowser('192.0.2.41');
    await browser.send('/sign-in/anonymous', { name: 'Once' });
    expect((await browser.send('/get-session')).headers.get('set-auth-jwt')).toBeNull();
  });
});

describe('verify', () => {
  test('tells whose a socket token or a session token is', async () => {
    const browser = site.createBrowser('192.0.2.50');
    const entered = await browser.send('/sign-in/anonymous', { name: 'Verified' });
    const person = { userId: userIn(entered.body).id, name: 'Verified', isGuest: true };
    expect(await site.verify(await browser.token())).toEqual(person);
    expect(await site.verify(String(entered.body.token))).toEqual(person);
  });

  test('a token of a session that was ended is refused, before it expires', async () => {
    const browser = site.createBrowser('192.0.2.51');
    const entered = await browser.send('/sign-in/anonymous', { name: 'Leaver' });
    const token = await browser.token();
    await browser.send('/sign-out', {});
    expect(await site.verify(token)).toBeNull();
    expect(await site.verify(String(entered.body.token))).toBeNull();
  });

  test('refuses what is no token, or not ours', async () => {
    const browser = site.createBrowser('192.0.2.52');
    await browser.send('/sign-in/anonymous', { name: 'Forger' });
    const [header, payload, signature] = (await browser.token()).split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(`${header}.${payload}.x`), guest: false })).toString(
      'base64url',
    );
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const token of [null, '', 'nonsense', 'a.b.c', `${header}.${forged}.${signature}`, `${none}.${payload}.`]) {
      expect(await site.verify(token)).toBeNull();
    }
  });
});
