# Not built where it was written, for want of a container engine; the CI workflow builds it.
# To pin the image by its digest too: docker buildx imagetools inspect node:24.21.0-bookworm-slim
FROM node:24.21.0-bookworm-slim AS tab
WORKDIR /callwise
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /callwise
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim
WORKDIR /callwise
ENV NODE_ENV=production \
    PORT=3978 \
    DATA_DIR=/var/lib/callwise
RUN mkdir /var/lib/callwise && chown node:node /var/lib/callwise
VOLUME /var/lib/callwise
COPY --from=dependencies /callwise/node_modules ./node_modules
COPY package.json ./
COPY bin ./bin
COPY src ./src
COPY bot ./bot
COPY --from=tab /callwise/tab/dist ./tab/dist
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/callwise.js"]
CMD ["serve"]
