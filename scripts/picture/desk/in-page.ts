import { SHEET } from './brush.ts';
import { type DeskName, lightLamp, scenes } from './scenes.ts';

export type DeskWish = { desk: DeskName; width: number; height: number; phase: number };

declare global {
  interface Window {
    /** Draws one frame and answers with its RGBA bytes in base64. */
    drawDesk?: (wish: DeskWish) => string;
  }
}

window.drawDesk = ({ desk, width, height, phase }) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new Error('This browser has no canvas.');
  brush.scale(width / SHEET.width, height / SHEET.height);
  scenes[desk](brush, phase, Math.sin(phase * Math.PI * 2));
  lightLamp(brush);
  const { data } = brush.getImageData(0, 0, width, height);
  const pieces: string[] = [];
  const pieceBytes = 32_768;
  for (let start = 0; start < data.length; start += pieceBytes) {
    pieces.push(String.fromCharCode(...data.subarray(start, start + pieceBytes)));
  }
  return btoa(pieces.join(''));
};
