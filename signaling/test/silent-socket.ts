import type { Room } from '@coup/db/queries/rooms';
import { type Ack, type CommandData, PROTOCOL_VERSION } from '../src/protocol/index.ts';
import { expectOk } from './client.ts';

/** A bare WebSocket that speaks Socket.IO but never answers a heartbeat: a laptop whose lid was closed. */
export async function openSilentSocket(url: string, token: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const answers = new Map<number, (ack: unknown) => void>();
  let lastId = 0;
  await new Promise<void>((resolve, reject) => {
    socket.onerror = () => reject(new Error('no connection'));
    socket.onmessage = ({ data }) => {
      const text = String(data);
      if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token, protocol: PROTOCOL_VERSION })}`);
      if (text.startsWith('40')) resolve();
      const [, id, body] = /^43(\d+)(.*)$/s.exec(text) ?? [];
      if (id && body) answers.get(Number(id))?.(JSON.parse(body)[0]);
    };
  });

  function send<T>(name: string, input: unknown): Promise<Ack<T>> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      answers.set(id, (ack) => resolve(ack as Ack<T>));
      socket.send(`42${id}${JSON.stringify([name, input])}`);
    });
  }

  return {
    socket,
    async takeSeat(room: Room, ticket: string): Promise<CommandData<'call:join'>> {
      expectOk(await send('room:open', { slug: room.slug }));
      const media = { microphone: false, camera: false, screen: false };
      const input = { roomId: room.roomId, incarnation: crypto.randomUUID(), media, ticket };
      return expectOk(await send<CommandData<'call:join'>>('call:join', input));
    },
    close: () => socket.close(),
  };
}
