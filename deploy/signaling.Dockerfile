# Signaling and the migration job: Bun runs the TypeScript as it is, so there is nothing to build.
FROM oven/bun:1.4.5-slim AS install
WORKDIR /app
COPY package.json bun.lock bunfig.toml ./
COPY db/package.json db/
COPY signaling/package.json signaling/
COPY web/package.json web/
COPY e2e/package.json e2e/
RUN bun install --frozen-lockfile --production --filter @coup/signaling --filter @coup/db

FROM oven/bun:1.4.5-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=install /app ./
COPY tsconfig.json ./
COPY db db
COPY signaling signaling
USER bun
EXPOSE 4000
CMD ["bun", "signaling/src/main.ts"]
