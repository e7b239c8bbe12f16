// deploy/nginx.conf as it stands, over a site that was built just now.
import assert from "node:assert";
import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import zlib from "node:zlib";

const PROJECT = path.resolve(new URL("../..", import.meta.url).pathname);
const BINARY = process.env.ROLEPRESS_BINARY;
let folder;
let site;
let port;
let server;

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}

function get(url, headers = {}) {
  return new Promise((resolve, reject) => {
    http.get({ host: "127.0.0.1", port, path: url, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({
        status: response.statusCode, headers: response.headers, body: Buffer.concat(parts),
      }));
    }).on("error", reject);
  });
}

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "rolepress-nginx-"));
  fs.chmodSync(folder, 0o755);
  site = path.join(folder, "public");
  fs.cpSync(path.join(PROJECT, "content"), path.join(folder, "content"), { recursive: true });
  const role = path.join(folder, "content/roles/video-editor.md");
  fs.writeFileSync(role, fs.readFileSync(role, "utf8")
    .replace("posted:", "redirect_from:\n  - /roles/film-editor/\n  - /roles/a-very-long-old-address-of-a-role-that-has-moved-elsewhere/\nposted:"));
  execFileSync(BINARY, ["build", "--quiet", "--compress", "--layouts", path.join(PROJECT, "layouts"),
    "--date", "2026-11-24"], { cwd: folder });
  port = await freePort();
  const config = fs.readFileSync(path.join(PROJECT, "deploy/nginx.conf"), "utf8")
    .replaceAll("/srv/board/public", site)
    .replace("listen 80;", `listen 127.0.0.1:${port};`);
  const main = path.join(folder, "nginx.conf");
  fs.writeFileSync(main, `
    daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      include /etc/nginx/mime.types; access_log off;
      client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
      uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      ${config}
    }`);
  server = spawn("nginx", ["-p", folder, "-c", main], {
    stdio: ["ignore", "ignore", "inherit"], env: { PATH: `${process.env.PATH}:/usr/sbin` },
  });
  for (let attempt = 0; ; ++attempt) {
    try {
      await get("/");
      break;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

after(() => {
  if (server) server.kill();
  fs.rmSync(folder, { recursive: true, force: true });
});

const page = (name) => fs.readFileSync(path.join(site, name));

test("pages are sent as they were built", async () => {
  for (const [url, file] of [["/", "index.html"], ["/roles/", "roles/index.html"],
    ["/roles/video-editor/", "roles/video-editor/index.html"]]) {
    const answer = await get(url);
    assert.equal(answer.status, 200, url);
    assert.equal(answer.headers["content-type"], "text/html; charset=utf-8");
    assert.ok(answer.body.equals(page(file)), url);
  }
});

test("a page without its final slash leads to the page", async () => {
  const answer = await get("/roles");
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.location, "/roles/");
});

test("an old address leads on, with and without its slash", async () => {
  for (const url of ["/roles/film-editor/", "/roles/film-editor"]) {
    const answer = await get(url);
    assert.equal(answer.status, 301, url);
    assert.equal(answer.headers.location, "/roles/video-editor/");
  }
});

test("what is missing and what is private is the 404 page", async () => {
  for (const url of ["/nowhere/", "/.rolepress/manifest", "/_headers", "/_redirects.map"]) {
    const answer = await get(url);
    assert.equal(answer.status, 404, url);
    assert.ok(answer.body.equals(page("404.html")), url);
  }
});

test("who accepts gzip gets the file that the build compressed", async () => {
  const answer = await get("/", { "accept-encoding": "gzip" });
  assert.equal(answer.headers["content-encoding"], "gzip");
  assert.equal(answer.headers.vary, "Accept-Encoding");
  assert.ok(answer.body.equals(page("index.html.gz")));
  assert.ok(zlib.gunzipSync(answer.body).equals(page("index.html")));
  assert.ok(zlib.brotliDecompressSync(page("index.html.br")).equals(page("index.html")));
});

test("assets are kept for ever and pages asked for anew, at no cost where they are the same", async () => {
  const [, asset] = /"(\/assets\/css\/[^"]+)"/.exec(page("index.html").toString());
  assert.equal((await get(asset)).headers["cache-control"], "public, max-age=31536000, immutable");
  const answer = await get("/");
  assert.equal(answer.headers["cache-control"], "no-cache");
  const again = await get("/", { "if-none-match": answer.headers.etag });
  assert.equal(again.status, 304);
});

test("every answer carries the headers of _headers", async () => {
  const wanted = [];
  let section = "";
  for (const line of page("_headers").toString().split("\n")) {
    if (line.startsWith("/")) section = line;
    const [, name, value] = /^ {2}([^:]+): (.*)$/.exec(line) || [];
    if (name && section === "/*") wanted.push([name.toLowerCase(), value]);
  }
  assert.ok(wanted.length >= 4);
  for (const url of ["/", "/nowhere/", "/roles"]) {
    const answer = await get(url);
    for (const [name, value] of wanted) assert.equal(answer.headers[name], value, `${url} ${name}`);
  }
});

test("feeds and the web manifest have their own types", async () => {
  const type = async (url) => (await get(url)).headers["content-type"];
  assert.equal(await type("/feed.xml"), "application/atom+xml; charset=utf-8");
  assert.equal(await type("/feed.json"), "application/feed+json; charset=utf-8");
  assert.equal(await type("/manifest.webmanifest"), "application/manifest+json");
});

test("a build while nginx runs is served at once", async () => {
  const home = path.join(folder, "content/site.yaml");
  fs.writeFileSync(home, fs.readFileSync(home, "utf8").replace(/^name: .*$/m, "name: Another Board"));
  execFileSync(BINARY, ["build", "--quiet", "--compress", "--layouts", path.join(PROJECT, "layouts"),
    "--date", "2026-11-24"], { cwd: folder });
  const answer = await get("/");
  assert.match(answer.body.toString(), /Another Board/);
  assert.ok(answer.body.equals(page("index.html")));
});
