import { eachDirection } from '../fixtures/scenes.ts';
import type { Person } from '../fixtures/test.ts';
import { expectToSee } from './picture.ts';
import { expectToHear } from './sound.ts';

/** Each of them sees and hears every other one, and the right one. */
export async function expectToSeeAndHearEachOther(people: readonly Person[]): Promise<void> {
  await Promise.all(
    eachDirection(people).map(async ([viewer, other]) => {
      const tile = viewer.room.tile(other.likeness.name);
      await expectToSee(tile, other.likeness);
      await expectToHear(tile, other.likeness);
    }),
  );
}
