import { describe, expect, test } from 'bun:test';
import { roomInput } from './room-input.ts';

const room = { name: 'Thesis mornings', visibility: 'public' };

describe('roomInput', () => {
  test('fills in what may be left out', () => {
    expect(roomInput.parse(room)).toEqual({ ...room, topic: '', description: '', capacity: 6, visibility: 'public' });
  });

  test('text is cleaned before it is measured', () => {
    const parsed = roomInput.parse({
      ...room,
      name: '  Quiet\u0000 \u202E mornings\n',
      description: 'one\r\n\r\n\r\n\r\ntwo\u0007 ',
    });
    expect(parsed.name).toBe('Quiet mornings');
    expect(parsed.description).toBe('one\n\ntwo');
    expect(roomInput.parse({ ...room, name: `${'a'.repeat(60)}${' '.repeat(9)}` }).name).toHaveLength(60);
  });

  test.each([
    [{ ...room, name: '' }],
    [{ ...room, name: '\u200B ' }],
    [{ ...room, name: 'a'.repeat(61) }],
    [{ ...room, topic: 'a'.repeat(121) }],
    [{ ...room, description: 'a'.repeat(1001) }],
    [{ ...room, visibility: 'secret' }],
    [{ ...room, capacity: 7 }],
    [{ ...room, capacity: 1 }],
    [{ ...room, capacity: 2.5 }],
    [{ ...room, ownerId: 'somebody-else' }],
    [{}],
  ])('refuses %j', (input) => {
    expect(roomInput.safeParse(input).success).toBe(false);
  });
});
