import { type Brush, card, centred, SHEET, softly, turned } from './brush.ts';
import {
  calculator,
  glasses,
  hand,
  handwriting,
  laptop,
  mug,
  openPages,
  pencil,
  plant,
  tablet,
  wood,
} from './things.ts';

export type DeskName = 'notebook' | 'laptop' | 'book' | 'tablet';

/** One desk at a moment of its loop; `phase` runs from 0 to 1. */
type Scene = (brush: Brush, phase: number, sway: number) => void;

export const scenes: Record<DeskName, Scene> = {
  notebook: (brush, phase, sway) => {
    wood(brush, '#5b3d28', 'rgb(40 24 12 / 0.35)');
    openPages(brush, { x: 300, y: 262, angle: -0.07 }, { paper: '#f3ead6', cover: '#3b4a3f' }, () => {
      handwriting(brush, { x: -160, y: -92, width: 130, rows: 10 }, '#2f3a55');
      handwriting(brush, { x: 22, y: -92, width: 130, rows: 10, done: 5 + phase }, '#2f3a55');
    });
    mug(brush, 546, 92, '#d8c7ae', '#3a2113');
    turned(brush, 96, 76, 0.12, () => {
      softly(brush, 10, () => centred(brush, 116, 80, '#e3b64c', 3));
      handwriting(brush, { x: -42, y: -20, width: 76, rows: 3 }, '#5c4717');
    });
    pencil(brush, 404 + phase * 14, 276 + sway * 2, 0.62, '#c98a2b');
    hand(brush, 474 + phase * 14, 338 + sway * 2, 0.68, { skin: '#d9a07c', sleeve: '#46584c' });
  },
  laptop: (brush, phase, sway) => {
    wood(brush, '#b98e5f', 'rgb(110 74 38 / 0.32)');
    laptop(brush, phase);
    hand(brush, 216, 360 - sway * 3, 1.25, { skin: '#8c5a3c', sleeve: '#8a3f34' });
    hand(brush, 420, 362 + sway * 3, 1.9, { skin: '#8c5a3c', sleeve: '#8a3f34' });
    plant(brush, 70, 92, sway);
    mug(brush, 578, 268, '#30443f', '#6b4226');
  },
  book: (brush, phase, sway) => {
    wood(brush, '#7a4f35', 'rgb(50 28 14 / 0.35)');
    softly(brush, 14, () => card(brush, { x: 52, y: 92, width: 540, height: 346 }, '#2f4a3f', 14));
    openPages(brush, { x: 318, y: 258, angle: 0.04 }, { paper: '#f6f0e2', cover: '#7b2f2b' }, () => {
      for (let row = 0; row < 13; row += 1) {
        const width = row % 5 === 4 ? 84 : 140;
        for (const x of [-162, 20]) card(brush, { x, y: -102 + row * 16, width, height: 4 }, '#6a6258', 2);
      }
      card(brush, { x: -164, y: -74, width: 144, height: 12 }, 'rgb(244 204 72 / 0.55)', 3);
      card(brush, { x: 18, y: -10, width: 60 + phase * 82, height: 12 }, 'rgb(126 196 120 / 0.5)', 3);
    });
    glasses(brush, 118, 402, -0.3);
    pencil(brush, 398 + phase * 60, 262, 0.5, '#67b06a');
    hand(brush, 466 + phase * 60, 314 + sway * 2, 0.62, { skin: '#f0c7a3', sleeve: '#d8cdb8' });
    mug(brush, 70, 70, '#8aa7a1', '#b98d3f');
  },
  tablet: (brush, phase, sway) => {
    wood(brush, '#d3bd9b', 'rgb(150 118 78 / 0.35)');
    tablet(brush, 268, 246, 0.72 + 0.28 * phase);
    calculator(brush, 548, 132);
    softly(brush, 8, () => turned(brush, 86, 420, 0.1, () => centred(brush, 112, 60, '#e6a9a0', 3)));
    pencil(brush, 372 + phase * 20, 210 + sway * 3, 0.72, '#f4f4f2');
    hand(brush, 434 + phase * 20, 268 + sway * 3, 0.8, { skin: '#6d4630', sleeve: '#31506b' });
  },
};

/** The lamp from one side, and less light towards the corners. */
export function lightLamp(brush: Brush): void {
  const lamp = brush.createRadialGradient(250, 120, 30, 300, 220, 470);
  lamp.addColorStop(0, 'rgb(255 226 168 / 0.34)');
  lamp.addColorStop(0.5, 'rgb(255 206 140 / 0.06)');
  lamp.addColorStop(1, 'rgb(24 14 8 / 0.58)');
  brush.fillStyle = lamp;
  brush.fillRect(0, 0, SHEET.width, SHEET.height);
}
