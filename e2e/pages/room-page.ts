import { expect, type Locator, type Page } from '@playwright/test';

export type Whereabouts = 'In the call' | 'In the room' | 'Away';

/** A room as a person uses it: call, chat, people. Found by role and name, as a screen reader finds them. */
export class RoomPage {
  readonly page: Page;
  readonly call: Locator;
  readonly chat: Locator;
  readonly people: Locator;
  readonly status: Locator;
  readonly joinButton: Locator;
  readonly leaveButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.call = page.getByRole('region', { name: 'Call', exact: true });
    this.chat = page.getByRole('log', { name: 'Chat' });
    this.people = page.getByRole('list', { name: 'People' });
    this.status = page.getByRole('banner').getByRole('status');
    this.joinButton = page.getByRole('button', { name: 'Join call' });
    this.leaveButton = page.getByRole('button', { name: 'Leave call' });
  }

  /** Opens the room by its link and gives a name at the door. */
  async enterAsGuest(slug: string, name: string): Promise<void> {
    await this.page.goto(`/en/rooms/${slug}`);
    await this.comeIn(name);
  }

  async comeIn(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('button', { name: 'Go in' }).click();
    await expect(this.joinButton).toBeVisible();
  }

  /** Joins with the devices as they are in the lobby. */
  async join(): Promise<void> {
    await this.joinButton.click();
    await expect(this.leaveButton).toBeVisible();
  }

  /** Joins seen and heard. */
  async joinWithDevices(): Promise<void> {
    await this.turnOn('camera');
    await this.turnOn('microphone');
    await this.join();
  }

  async leave(): Promise<void> {
    await this.leaveButton.click();
    await expect(this.page.getByRole('button', { name: 'Rejoin' })).toBeVisible();
  }

  /** Back into the call after leaving it. */
  async rejoin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Rejoin' }).click();
    await expect(this.leaveButton).toBeVisible();
  }

  async turnOn(device: 'camera' | 'microphone'): Promise<void> {
    const off = this.page.getByRole('button', { name: `Turn ${device} off` });
    await expect(off.or(this.page.getByRole('button', { name: `Turn ${device} on` }))).toBeVisible();
    if (!(await off.isVisible())) await this.page.getByRole('button', { name: `Turn ${device} on` }).click();
    await expect(off).toBeVisible();
  }

  async turnOff(device: 'camera' | 'microphone'): Promise<void> {
    await this.page.getByRole('button', { name: `Turn ${device} off` }).click();
    await expect(this.page.getByRole('button', { name: `Turn ${device} on` })).toBeVisible();
  }

  /** Somebody else's tile. */
  tile(name: string): Locator {
    return this.call.getByRole('article', { name, exact: true });
  }

  ownTile(name: string): Locator {
    return this.call.getByRole('article', { name: `${name} (you)` });
  }

  tiles(): Locator {
    return this.call.getByRole('article');
  }

  async expectConnected(name: string): Promise<void> {
    await expect(this.tile(name)).toHaveAttribute('data-link', 'connected');
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send message' }).click();
  }

  message(text: string): Locator {
    return this.chat.getByText(text, { exact: true });
  }

  /** All of these, in this order, and each once. */
  async expectMessages(texts: readonly string[]): Promise<void> {
    await expect
      .poll(async () => {
        const whole = (await this.chat.textContent()) ?? '';
        return [...texts].filter((text) => whole.includes(text)).sort((a, b) => whole.indexOf(a) - whole.indexOf(b));
      })
      .toEqual(texts);
    for (const text of texts) await expect(this.message(text)).toHaveCount(1);
  }

  async openPeople(): Promise<void> {
    if (!(await this.people.isVisible())) await this.page.getByRole('tab', { name: /People/ }).click();
    await expect(this.people).toBeVisible();
  }

  async openChat(): Promise<void> {
    if (!(await this.chat.isVisible())) await this.page.getByRole('tab', { name: /Chat/ }).click();
    await expect(this.chat).toBeVisible();
  }

  /** The list of people says where somebody is. The panel must be open. */
  async expectWhereabouts(name: string, where: Whereabouts): Promise<void> {
    await expect(this.people.getByRole('listitem').filter({ hasText: name })).toContainText(where);
  }
}
