import { type Brush, card, centred, disc, SHEET, softly, turned } from './brush.ts';

export function wood(brush: Brush, base: string, grain: string): void {
  brush.fillStyle = base;
  brush.fillRect(0, 0, SHEET.width, SHEET.height);
  brush.strokeStyle = grain;
  for (let line = 0; line < 46; line += 1) {
    const y = line * 11 + Math.sin(line * 2.3) * 5;
    const bend = (turn: number) => y + Math.sin(line * turn) * 7;
    brush.lineWidth = 0.6 + Math.abs(Math.sin(line * 1.7)) * 1.5;
    brush.beginPath();
    brush.moveTo(0, y);
    brush.bezierCurveTo(200, bend(1), 420, bend(1.3), SHEET.width, bend(0.7));
    brush.stroke();
  }
}

export function mug(brush: Brush, x: number, y: number, clay: string, drink: string): void {
  softly(brush, 16, () => disc(brush, x, y, 38, clay));
  softly(brush, 6, () => turned(brush, x + 46, y + 5, 0.5, () => centred(brush, 26, 16, clay, 8)));
  disc(brush, x, y, 30, drink);
  turned(brush, x - 8, y - 9, -0.6, () => centred(brush, 28, 12, 'rgb(255 255 255 / 0.16)', 6));
}

/** Rows of something written; `done` rows are there already, the last of them in part. */
export function handwriting(
  brush: Brush,
  { x, y, width, rows, done = rows }: { x: number; y: number; width: number; rows: number; done?: number },
  ink: string,
): void {
  brush.strokeStyle = ink;
  brush.lineWidth = 1.7;
  brush.lineCap = 'round';
  for (let row = 0; row < Math.ceil(done); row += 1) {
    const share = Math.min(1, done - row) * (0.72 + 0.28 * Math.abs(Math.sin(row * 2.1)));
    brush.beginPath();
    for (let step = 0; step < width * share; step += 3) {
      const isGap = Math.sin(step * 0.21 + row * 3) > 0.86;
      const height = row * 19 + Math.sin(step * 0.9 + row) * 2.6 + Math.sin(step * 0.37) * 1.6;
      if (isGap) brush.moveTo(x + step, y + height);
      else brush.lineTo(x + step, y + height);
    }
    brush.stroke();
  }
}

/** Its point is at the given place. */
export function pencil(brush: Brush, x: number, y: number, angle: number, paint: string): void {
  const draw = () => {
    card(brush, { x: 12, y: -5, width: 132, height: 10 }, paint, 3);
    card(brush, { x: 138, y: -5, width: 12, height: 10 }, '#e9c9c0', 3);
    brush.fillStyle = '#ecd9b4';
    brush.beginPath();
    brush.moveTo(0, 0);
    brush.lineTo(14, -5);
    brush.lineTo(14, 5);
    brush.fill();
    disc(brush, 2, 0, 1.6, '#2c2a28');
  };
  softly(brush, 8, () => turned(brush, x, y, angle, draw));
}

export function hand(brush: Brush, x: number, y: number, angle: number, look: { skin: string; sleeve: string }): void {
  const draw = () => {
    card(brush, { x: 70, y: -42, width: 260, height: 84 }, look.sleeve, 30);
    card(brush, { x: -2, y: -30, width: 104, height: 62 }, look.skin, 28);
    for (const finger of [0, 1, 2, 3]) {
      card(brush, { x: -34 + finger * 5, y: -28 + finger * 15, width: 62, height: 15 }, look.skin, 8);
    }
    turned(brush, 16, 30, 0.6, () => card(brush, { x: -42, y: -4, width: 58, height: 17 }, look.skin, 9));
  };
  softly(brush, 14, () => turned(brush, x, y, angle, draw));
}

/** An open book or notebook; `draw` fills its two pages, with the origin in the fold. */
export function openPages(
  brush: Brush,
  { x, y, angle }: { x: number; y: number; angle: number },
  colours: { paper: string; cover: string },
  draw: () => void,
): void {
  softly(brush, 22, () => turned(brush, x, y, angle, () => centred(brush, 372, 256, colours.cover, 8)));
  turned(brush, x, y, angle, () => {
    card(brush, { x: -180, y: -122, width: 179, height: 244 }, colours.paper, 4);
    card(brush, { x: 1, y: -122, width: 179, height: 244 }, colours.paper, 4);
    const fold = brush.createLinearGradient(-26, 0, 26, 0);
    fold.addColorStop(0, 'rgb(60 40 20 / 0)');
    fold.addColorStop(0.5, 'rgb(60 40 20 / 0.28)');
    fold.addColorStop(1, 'rgb(60 40 20 / 0)');
    brush.fillStyle = fold;
    brush.fillRect(-26, -122, 52, 244);
    draw();
  });
}

export function plant(brush: Brush, x: number, y: number, sway: number): void {
  softly(brush, 14, () => disc(brush, x, y, 46, '#a8553a'));
  for (let leaf = 0; leaf < 7; leaf += 1) {
    turned(brush, x, y, leaf * 0.9 + sway * 0.02, () => {
      brush.fillStyle = leaf % 2 ? '#557a4b' : '#6d955c';
      brush.beginPath();
      brush.moveTo(0, 0);
      brush.quadraticCurveTo(30, -24, 76, 0);
      brush.quadraticCurveTo(30, 24, 0, 0);
      brush.fill();
    });
  }
}

export function glasses(brush: Brush, x: number, y: number, angle: number): void {
  turned(brush, x, y, angle, () => {
    brush.strokeStyle = '#2a2523';
    brush.lineWidth = 5;
    for (const lens of [-57, 7]) {
      brush.beginPath();
      brush.roundRect(lens, -18, 50, 38, 16);
      brush.stroke();
    }
    brush.beginPath();
    brush.moveTo(-8, -4);
    brush.quadraticCurveTo(0, -12, 8, -4);
    brush.stroke();
  });
}

export function calculator(brush: Brush, x: number, y: number): void {
  turned(brush, x, y, -0.08, () => {
    softly(brush, 12, () => centred(brush, 116, 184, '#4c5358', 10));
    card(brush, { x: -46, y: -80, width: 92, height: 36 }, '#b9c7b4', 4);
    for (let key = 0; key < 16; key += 1) {
      const place = { x: -46 + (key % 4) * 24, y: -32 + Math.floor(key / 4) * 28, width: 20, height: 22 };
      card(brush, place, '#6f777c', 4);
    }
  });
}

export function laptop(brush: Brush, typed: number): void {
  softly(brush, 26, () => card(brush, { x: 120, y: 196, width: 400, height: 250 }, '#3d3f42', 16));
  for (let key = 0; key < 65; key += 1) {
    const place = { x: 140 + (key % 13) * 28, y: 214 + Math.floor(key / 13) * 25, width: 24, height: 21 };
    card(brush, place, '#232527', 4);
  }
  card(brush, { x: 236, y: 352, width: 168, height: 80 }, '#313336', 8);
  softly(brush, 18, () => card(brush, { x: 112, y: -70, width: 416, height: 244 }, '#1c1e20', 12));
  card(brush, { x: 124, y: -64, width: 392, height: 228 }, '#22302a', 4);
  const inks = ['#8fb59b', '#d9b36a', '#b9c4c9', '#7fa3b5'];
  for (const [line, indent] of [0, 18, 36, 36, 18, 36, 54, 18, 0, 0].entries()) {
    const length = 70 + Math.abs(Math.sin(line * 3.1)) * 170;
    const place = { x: 146 + indent, y: 4 + line * 15, width: line === 9 ? length * typed : length, height: 6 };
    card(brush, place, inks[line % inks.length] ?? '#ffffff', 3);
  }
}

/** A tablet with a curve on squared paper, drawn up to a share of its length. */
export function tablet(brush: Brush, x: number, y: number, drawn: number): void {
  softly(brush, 22, () => turned(brush, x, y, 0.05, () => centred(brush, 392, 292, '#2a2b2d', 20)));
  turned(brush, x, y, 0.05, () => {
    centred(brush, 364, 264, '#fbf8f1', 8);
    for (let line = 1; line < 9; line += 1) {
      card(brush, { x: -182, y: -132 + line * 29, width: 364, height: 1 }, '#d8d1c2', 0);
      card(brush, { x: -182 + line * 40, y: -132, width: 1, height: 264 }, '#d8d1c2', 0);
    }
    card(brush, { x: -140, y: -110, width: 2, height: 220 }, '#8d8675', 0);
    card(brush, { x: -160, y: 84, width: 320, height: 2 }, '#8d8675', 0);
    brush.strokeStyle = '#2d6a4f';
    brush.lineWidth = 3.5;
    brush.beginPath();
    for (let step = 0; step <= 250 * drawn; step += 4) {
      brush.lineTo(-134 + step, 78 - 150 * Math.exp(-((step - 130) ** 2) / 4_200));
    }
    brush.stroke();
    handwriting(brush, { x: 44, y: -96, width: 108, rows: 3 }, '#a0522d');
  });
}
