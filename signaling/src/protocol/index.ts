export * from './errors.ts';
export * from './events.ts';
export * from './http.ts';
export * from './limits.ts';
export * from './models.ts';
export * from './tokens.ts';
