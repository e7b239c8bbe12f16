// Serves a folder on 127.0.0.1 under the policy that the site is published with.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
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

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

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

/// `intercept(path)` may return a status to answer with instead of the file.
export async function serve(folder) {
  const control = { intercept: () => null };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const status = control.intercept(path);
    if (status) return response.writeHead(status).end();
    const found = await readPublished(folder, path);
    const sent = found ?? (await readPublished(folder, "/404.html"));
    const zips = /\bgzip\b/.test(request.headers["accept-encoding"]);
    response.writeHead(found ? 200 : 404, {
      "Content-Type": sent.type,
      ...(zips ? { "Content-Encoding": "gzip" } : {}),
      "Content-Security-Policy": path.startsWith("/admin/") ? adminPolicy : policy,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(zips ? gzipSync(sent.body) : sent.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return Object.assign(control, { origin, close });
}
