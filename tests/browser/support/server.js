// Serves a published folder on 127.0.0.1 with the headers that it is published with.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { extname, join, normalize, sep } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
};

// The headers of `/*` in the published _headers.
async function publishedHeaders(folder) {
  const [, block] = (await readFile(join(folder, "_headers"), "utf8")).match(/^\/\*\n((?:  .*\n)+)/m);
  return Object.fromEntries(block.trim().split("\n").map((line) => line.trim().split(/:\s*(.*)/, 2)));
}

// The editor's page carries its own policy; the server adds only what a page cannot say of itself.
const adminPolicy = "frame-ancestors 'none'";

async function readPublished(folder, path) {
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(folder + sep)) return null;
  return readFile(file).then(
    (body) => ({ body, type: types[extname(file)] ?? "application/octet-stream" }),
    () => null,
  );
}

// As build --compress writes them, best first.
const encodings = [["br", brotliCompressSync], ["gzip", gzipSync]];

/// `intercept(path)` may return a status to answer with instead of the file.
export async function serve(folder) {
  const control = { intercept: () => null };
  const headers = await publishedHeaders(folder);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const status = control.intercept(path);
    if (status) return response.writeHead(status).end();
    const found = await readPublished(folder, path);
    const sent = found ?? (await readPublished(folder, "/404.html"));
    const [encoding, compress] = encodings.find(([name]) => request.headers["accept-encoding"]?.includes(name)) ?? [];
    response.writeHead(found ? 200 : 404, {
      "Content-Type": sent.type,
      ...(encoding ? { "Content-Encoding": encoding } : {}),
      ...headers,
      ...(path.startsWith("/admin/") ? { "Content-Security-Policy": adminPolicy } : {}),
    });
    response.end(compress ? compress(sent.body) : sent.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return Object.assign(control, { origin, close });
}
