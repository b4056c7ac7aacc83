type Paint = (text: string) => string;

export interface Step {
  done(detail?: string): void;
  fail(detail?: string): void;
}

export interface Progress {
  line(text: string): void;
  dropSteps(): void;
  step(name: string): Step;
  paint: { good: Paint; bad: Paint; accent: Paint; dim: Paint; bold: Paint };
}

export function createProgress(out?: NodeJS.WriteStream): Progress;
