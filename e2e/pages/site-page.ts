import { expect, type Page } from '@playwright/test';

export type Account = { name: string; email: string; password: string };
export type RoomWish = {
  name: string;
  topic?: string;
  visibility?: 'Everybody' | 'People with the link';
  seats?: number;
};

/** The site outside a room: landing, accounts, the list, a new room. */
export class SitePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async openLanding(): Promise<void> {
    await this.page.goto('/en');
  }

  async signUp({ name, email, password }: Account): Promise<void> {
    await this.page.goto('/en/sign-up');
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign up' }).click();
  }

  async signIn({ email, password }: Pick<Account, 'email' | 'password'>): Promise<void> {
    await this.page.goto('/en/sign-in');
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Your account' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
  }

  /** Starts a room as a guest of this name, from the landing page on, and answers with the room's slug. */
  async startRoomAsGuest(guest: string, wish: RoomWish): Promise<string> {
    await this.openLanding();
    await this.page.getByRole('link', { name: 'Start a room' }).first().click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(guest);
    await this.page.getByRole('button', { name: 'Go in' }).click();
    return this.fillRoomForm(wish);
  }

  async fillRoomForm(wish: RoomWish): Promise<string> {
    const { page } = this;
    await expect(page.getByRole('button', { name: 'Start the room' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Name' }).fill(wish.name);
    if (wish.topic !== undefined) await page.getByRole('textbox', { name: 'What do you study?' }).fill(wish.topic);
    if (wish.visibility !== undefined) await page.getByRole('radio', { name: wish.visibility }).check();
    await page.getByRole('button', { name: 'Start the room' }).click();
    await page.waitForURL(/\/rooms\/(?!new)[^/]+$/);
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  }
}
