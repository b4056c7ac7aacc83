# The web: built once without any configuration, so that one image runs anywhere.
FROM oven/bun:1.4.5-slim AS bun

FROM node:24-slim AS build
WORKDIR /app
COPY --from=bun /usr/local/bin/bun /usr/local/bin/bun
COPY package.json bun.lock bunfig.toml ./
COPY db/package.json db/
COPY signaling/package.json signaling/
COPY web/package.json web/
COPY e2e/package.json e2e/
RUN bun install --frozen-lockfile --filter @coup/web --filter @coup/signaling --filter @coup/db
COPY tsconfig.json ./
COPY db db
COPY signaling signaling
COPY web web
RUN cd web && bun run build

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node /app/web/.next/standalone ./
COPY --from=build --chown=node /app/web/.next/static web/.next/static
COPY --from=build --chown=node /app/web/public web/public
USER node
EXPOSE 3000
CMD ["node", "web/server.js"]
