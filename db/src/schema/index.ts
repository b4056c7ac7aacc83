export * from './attendance.ts';
export * from './auth.ts';
export * from './chat.ts';
export * from './rooms.ts';
