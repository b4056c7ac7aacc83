import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { layoutStage, NARROWEST, type TileRect, WIDEST } from './stage-layout.ts';

const GAP = 8;
const desktop = { width: 1240, height: 640 };
const phone = { width: 374, height: 560 };

function columnsOf(rects: readonly TileRect[]): number {
  return new Set(rects.filter((rect) => rect.top === rects[0]?.top).map((rect) => rect.left)).size;
}

const areas = fc.record({ width: fc.integer({ min: 240, max: 2600 }), height: fc.integer({ min: 180, max: 1600 }) });
const counts = fc.integer({ min: 1, max: 16 });

describe('layoutStage', () => {
  test('gives every tile the same size and a shape between 4:3 and 16:9', () => {
    fc.assert(
      fc.property(areas, counts, (area, count) => {
        const rects = layoutStage(area, count, GAP);
        expect(rects).toHaveLength(count);
        for (const { width, height } of rects) {
          expect({ width, height }).toEqual({ width: rects[0]?.width ?? 0, height: rects[0]?.height ?? 0 });
          // Whole pixels bend the shape by at most one pixel.
          expect((width - 1) / (height + 1)).toBeLessThanOrEqual(WIDEST);
          expect((width + 1) / (height - 1)).toBeGreaterThanOrEqual(NARROWEST);
        }
      }),
    );
  });

  test('keeps tiles inside the area and apart from each other', () => {
    fc.assert(
      fc.property(areas, counts, (area, count) => {
        const rects = layoutStage(area, count, GAP);
        for (const [index, one] of rects.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(-1);
          expect(one.top).toBeGreaterThanOrEqual(-1);
          expect(one.left + one.width).toBeLessThanOrEqual(area.width + 1);
          expect(one.top + one.height).toBeLessThanOrEqual(area.height + 1);
          for (const other of rects.slice(index + 1)) {
            const isApart =
              one.left + one.width <= other.left ||
              other.left + other.width <= one.left ||
              one.top + one.height <= other.top ||
              other.top + other.height <= one.top;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });

  test('is within one per cent of the largest tile any grid could give', () => {
    fc.assert(
      fc.property(areas, counts, (area, count) => {
        const [first] = layoutStage(area, count, GAP);
        const found = (first?.width ?? 0) * (first?.height ?? 0);
        for (let columns = 1; columns <= count; columns += 1) {
          const rows = Math.ceil(count / columns);
          const width = (area.width - GAP * (columns - 1)) / columns;
          const height = (area.height - GAP * (rows - 1)) / rows;
          const best = Math.min(width, height * WIDEST) * Math.min(height, width / NARROWEST);
          expect(found).toBeGreaterThanOrEqual(best * 0.99 - (width + height + 2));
        }
      }),
    );
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
    [9, 3],
    [16, 4],
  ])('%i people stand in %i columns on a desktop', (count, columns) => {
    expect(columnsOf(layoutStage(desktop, count, GAP))).toBe(columns);
  });

  test.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
    [6, 2],
  ])('%i people stand in %i columns on a phone', (count, columns) => {
    expect(columnsOf(layoutStage(phone, count, GAP))).toBe(columns);
  });

  test('centres a last row that is not full', () => {
    const rects = layoutStage(desktop, 3, GAP);
    const last = rects[2];
    expect((last?.left ?? 0) + (last?.width ?? 0) / 2).toBeCloseTo(desktop.width / 2, -0.5);
  });

  test('places nothing where there is no room', () => {
    expect(layoutStage({ width: 0, height: 400 }, 3, GAP)).toEqual([]);
    expect(layoutStage(desktop, 0, GAP)).toEqual([]);
  });
});
