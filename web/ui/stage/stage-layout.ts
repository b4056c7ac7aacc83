export type Box = { width: number; height: number };
export type TileRect = { left: number; top: number; width: number; height: number };

export const WIDEST = 16 / 9;
export const NARROWEST = 4 / 3;

/** The largest tile of an allowed shape inside one cell. */
function fitTile({ width, height }: Box): Box {
  if (width > height * WIDEST) return { width: height * WIDEST, height };
  if (width < height * NARROWEST) return { width, height: width / NARROWEST };
  return { width, height };
}

type Grid = { columns: number; rows: number; tile: Box };

function tryGrid(area: Box, count: number, columns: number, gap: number): Grid {
  const rows = Math.ceil(count / columns);
  const cell = {
    width: (area.width - gap * (columns - 1)) / columns,
    height: (area.height - gap * (rows - 1)) / rows,
  };
  const { width, height } = fitTile(cell);
  return { columns, rows, tile: { width: Math.max(0, Math.floor(width)), height: Math.max(0, Math.floor(height)) } };
}

/** The grid with the largest tile; of two alike, the one with fewer empty cells, then the wider one. */
function findGrid(area: Box, count: number, gap: number): Grid {
  const grids = Array.from({ length: count }, (_, index) => tryGrid(area, count, index + 1, gap));
  const sizeOf = (grid: Grid) => grid.tile.width * grid.tile.height;
  const emptyIn = (grid: Grid) => grid.columns * grid.rows - count;
  grids.sort((a, b) => {
    const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
    const isAlike = Math.abs(sizeA - sizeB) <= 0.01 * Math.max(sizeA, sizeB);
    return isAlike ? emptyIn(a) - emptyIn(b) || b.columns - a.columns : sizeB - sizeA;
  });
  return grids[0] ?? tryGrid(area, 1, 1, gap);
}

/**
 * Places of `count` tiles in reading order, as large as the area allows, between 4:3 and 16:9.
 * The grid is centred; a last row that is not full is centred too, so that no cell gapes.
 */
export function layoutStage(area: Box, count: number, gap: number): TileRect[] {
  if (count <= 0 || area.width <= 0 || area.height <= 0) return [];
  const { columns, rows, tile } = findGrid(area, count, gap);
  const top = (area.height - rows * tile.height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (area.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return {
      left: Math.round(left + (index % columns) * (tile.width + gap)),
      top: Math.round(top + row * (tile.height + gap)),
      ...tile,
    };
  });
}
