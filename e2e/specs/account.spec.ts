import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { test } from '../fixtures/test.ts';

function newAccount() {
  return { name: 'Ada', email: `ada-${randomUUID()}@example.com`, password: `quiet desk ${randomUUID()}` };
}

test('somebody signs up, starts a room, signs out, and finds the room after signing in', async ({ arrive }) => {
  const { page, site, room } = await arrive('ada');
  const account = newAccount();
  await site.signUp(account);
  await expect(page.getByRole('button', { name: 'Your account' })).toBeVisible();
  const name = `Night shift ${randomUUID().slice(0, 8)}`;
  await page.goto('/en');
  await page.getByRole('link', { name: 'Start a room' }).first().click();
  await site.fillRoomForm({ name, visibility: 'People with the link' });
  await expect(room.joinButton).toBeVisible();

  await page.goto('/en');
  await site.signOut();
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
  await page.goto('/en/rooms');
  await expect(page.getByRole('heading', { name: 'Rooms', level: 1 })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);

  await site.signIn(account);
  await expect(page.getByRole('button', { name: 'Your account' })).toBeVisible();
  await page.goto('/en/rooms');
  await expect(page.getByText(name).first()).toBeVisible();
});

test('a wrong password is refused in words and keeps what was typed', async ({ arrive }) => {
  const { page, site } = await arrive('ada');
  const account = newAccount();
  await site.signUp(account);
  await expect(page.getByRole('button', { name: 'Your account' })).toBeVisible();
  await site.signOut();
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();

  await site.signIn({ ...account, password: 'something else entirely' });
  await expect(page.getByText('The e-mail or the password is not right.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(account.email);
  await expect(page.getByRole('button', { name: 'Your account' })).toHaveCount(0);
});

test('an address that has an account already is told to sign in', async ({ arrive }) => {
  const { page, site } = await arrive('ada');
  const account = newAccount();
  await site.signUp(account);
  await expect(page.getByRole('button', { name: 'Your account' })).toBeVisible();
  await site.signOut();
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
  await site.signUp(account);
  await expect(page.getByText('There is an account with this e-mail already. Sign in instead.')).toBeVisible();
});
