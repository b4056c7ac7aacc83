/// <reference lib="dom" />

/** What a desk is drawn with; all lengths are on a sheet of 640 × 480. */
export type Brush = CanvasRenderingContext2D;

export const SHEET = { width: 640, height: 480 };

/** Draws with a soft shadow below, as of something that lies on the desk. */
export function softly(brush: Brush, blur: number, draw: () => void): void {
  brush.save();
  brush.shadowColor = 'rgb(20 12 5 / 0.45)';
  brush.shadowBlur = blur;
  brush.shadowOffsetY = blur / 3;
  draw();
  brush.restore();
}

/** Draws with the origin at a place and turned by an angle. */
export function turned(brush: Brush, x: number, y: number, angle: number, draw: () => void): void {
  brush.save();
  brush.translate(x, y);
  brush.rotate(angle);
  draw();
  brush.restore();
}

type Box = { x: number; y: number; width: number; height: number };

export function card(brush: Brush, { x, y, width, height }: Box, fill: string, radius = 6): void {
  brush.fillStyle = fill;
  brush.beginPath();
  brush.roundRect(x, y, width, height, radius);
  brush.fill();
}

/** A card around the origin. */
export function centred(brush: Brush, width: number, height: number, fill: string, radius = 6): void {
  card(brush, { x: -width / 2, y: -height / 2, width, height }, fill, radius);
}

export function disc(brush: Brush, x: number, y: number, radius: number, fill: string): void {
  brush.fillStyle = fill;
  brush.beginPath();
  brush.arc(x, y, radius, 0, Math.PI * 2);
  brush.fill();
}
