// The editors' preview in a real browser: edit, reload, a mistake, its mending.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newPage, openBrowser } from "./support/browser.js";
import { startPreview } from "./support/preview.js";

const slug = "preview-role";
const path = `/roles/${slug}/`;

const roleText = (title, extra = "") => `---
title: ${title}
platform: turing
category: legal-ai-training/paralegals
apply: https://work.turing.com/jobs/1
posted: 2026-11-20
${extra}---
A text of its own.
`;

let preview, chromium;

const file = (name) => join(preview.sources, name);
const rolePath = () => file(`content/roles/${slug}.md`);
const writeRole = (...args) => writeFileSync(rolePath(), roleText(...args));

before(async () => {
  chromium = await openBrowser();
  preview = await startPreview({
    change: (sources) =>
      writeFileSync(join(sources, `content/roles/${slug}.md`), roleText("First Title")),
  });
});

after(async () => {
  await chromium?.close();
  const end = await preview?.stop();
  if (end) assert.deepEqual(end, { code: 0, signal: null }, "SIGINT ends it in order");
});

async function open(at = path) {
  const page = await newPage(chromium.browser, preview.origin);
  await page.goto(at);
  return page;
}

const heading = (page, text) => page.locator("h1", { hasText: text }).waitFor();
const overlay = (page) => page.locator("rolepress-problems section");

test("An edit reloads the open page", async () => {
  const page = await open();
  await heading(page, "First Title");
  writeRole("Second Title");
  await heading(page, "Second Title");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("An editor that writes aside and renames is followed as well", async () => {
  const page = await open();
  const aside = file(`content/roles/.${slug}.md.tmp`);
  writeFileSync(aside, roleText("Renamed Title"));
  renameSync(aside, rolePath());
  await heading(page, "Renamed Title");
  await page.context().close();
});

test("A mistake lays its words over the last good page, and goes when mended", async () => {
  writeRole("Good Title");
  const page = await open();
  await heading(page, "Good Title");
  writeRole("Bad Title", "tilte: <img src=x onerror=alert(1)>\n");
  await overlay(page).waitFor();
  const text = await overlay(page).innerText();
  assert.match(text, /1 problem/);
  assert.match(text, /there is no field "tilte"/);
  assert.match(text, /did you mean "title"\?/);
  assert.match(text, /tilte: <img src=x onerror=alert\(1\)>\n\^~~~~/);
  const link = await overlay(page).locator("a").getAttribute("href");
  assert.equal(link, `vscode://file${rolePath()}:7:1`);
  assert.equal(await page.locator("h1").first().innerText(), "Good Title");

  // A page opened meanwhile shows the same.
  const other = await open("/");
  await overlay(other).waitFor();

  writeRole("Mended Title");
  await heading(page, "Mended Title");
  await overlay(other).waitFor({ state: "detached" });
  assert.equal(await overlay(page).count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
  await other.context().close();
});

test("A mistake in a layout and one in a style sheet's name do not end it", async () => {
  const page = await open("/");
  const layout = file("layouts/pages/home.mustache");
  const before = readFileSync(layout, "utf8");
  writeFileSync(layout, before + "{{no_such_name}}\n");
  await overlay(page).waitFor();
  assert.match(await overlay(page).innerText(), /home\.mustache/);
  writeFileSync(layout, before + "<p>Fresh layout</p>\n");
  await page.getByText("Fresh layout").waitFor();
  writeFileSync(layout, before);
  await page.getByText("Fresh layout").waitFor({ state: "detached" });
  await page.context().close();
});

test("New folders and files that go are followed", async () => {
  const folder = file("content/categories/preview-section");
  writeFileSync(file("content/sections/preview-section.md"),
    "---\nname: Preview Section\nsummary: Words.\n---\nText.\n");
  mkdirSync(folder);
  writeFileSync(join(folder, "first.md"),
    "---\nname: Previewers\nlabel: preview\njudges: Previews.\n---\nText of the category.\n");
  const page = await open("/");
  await page.getByText("Previewers").first().waitFor();
  rmSync(folder, { recursive: true });
  rmSync(file("content/sections/preview-section.md"));
  await page.getByText("Previewers").first().waitFor({ state: "detached" });
  await page.context().close();
});

test("The script belongs to the preview and the page is otherwise what is published", async () => {
  const html = await (await fetch(`${preview.origin}/`)).text();
  const scripts = html.match(/<script src="\/__rolepress[^\n]*\n/g);
  assert.equal(scripts.length, 1);
  const script = await fetch(`${preview.origin}/__rolepress/live.js`);
  assert.match(script.headers.get("content-type"), /^text\/javascript/);
});

// A request as it goes over the wire, which fetch would tidy up first.
function raw(request) {
  const { port } = new URL(preview.origin);
  return new Promise((done, failed) => {
    let answer = "";
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
    socket.on("data", (text) => (answer += text));
    socket.on("close", () => done(answer));
    socket.on("error", failed);
  });
}

const get = (target, host = "127.0.0.1") =>
  raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

test("No path leads out of the site", async () => {
  for (const target of ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
    "/content/site.yaml", "//etc/passwd", "/assets/../../content/site.yaml", "/%00", "/\\etc", `/${"a".repeat(8000)}`]) {
    const answer = await get(target);
    assert.match(answer, /^HTTP\/1\.1 4(00|04|14) /, target);
    assert.doesNotMatch(answer, /root:|base_url/, target);
  }
});

test("Another host's name gets nothing (DNS rebinding)", async () => {
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80",
    "127.0.0.1:80@evil.example", ""]) {
    assert.match(await get("/", host), /^HTTP\/1\.1 421 /, host);
  }
  for (const host of ["localhost", "127.0.0.1:1234", "LOCALHOST:80", "[::1]:80"]) {
    assert.match(await get("/", host), /^HTTP\/1\.1 200 /, host);
  }
});

test("Types, redirects, unknown pages and other methods are answered as a host does", async () => {
  const ask = (target, options) => fetch(preview.origin + target, { redirect: "manual", ...options });
  const missing = await ask("/no-such-page/");
  assert.equal(missing.status, 404);
  assert.match(missing.headers.get("content-type"), /^text\/html/);
  const moved = await ask("/roles");
  assert.equal(moved.status, 302);
  assert.equal(moved.headers.get("location"), "/roles/");
  assert.equal((await ask("/", { method: "POST" })).status, 405);
  assert.equal((await ask("/", { method: "HEAD" })).status, 200);
  const home = await (await ask("/")).text();
  const style = /href="(\/assets\/css\/[^"]+)"/.exec(home)[1];
  assert.match((await ask(style)).headers.get("content-type"), /^text\/css/);
});

// What _headers asks of a host for a path.
function published(rules, path) {
  const wanted = new Map();
  let applies = false;
  for (const line of rules.split("\n").filter(Boolean)) {
    if (!line.startsWith(" ")) {
      applies = new RegExp(`^${line.replace(/[.]/g, "\\.").replace("*", ".*")}$`).test(path);
    } else if (applies) {
      const [, name, value] = /^ +([^:]+): (.*)$/.exec(line);
      wanted.set(name, value);
    }
  }
  return wanted;
}

test("Pages come with the headers of the published site, and are read anew each time", async () => {
  const built = spawnSync(process.env.ROLEPRESS_BINARY, ["build", "--quiet", "--date", "2026-11-24"],
    { cwd: preview.sources, encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const rules = readFileSync(file("public/_headers"), "utf8");
  const home = await (await fetch(`${preview.origin}/`)).text();
  const style = /href="(\/assets\/css\/[^"]+)"/.exec(home)[1];
  for (const target of ["/", path, "/no-such-page/", "/feed.xml", "/feed.json", "/manifest.webmanifest", style]) {
    const { headers } = await fetch(preview.origin + target);
    const wanted = published(rules, target);
    assert.match(wanted.get("Content-Security-Policy"), /script-src 'self'/);
    for (const [name, value] of wanted) {
      assert.equal(headers.get(name), name === "Cache-Control" ? "no-store" : value, `${name} of ${target}`);
    }
  }
});

test("Many open pages leave room for requests", async () => {
  const streams = new AbortController();
  await Promise.all(Array.from({ length: 20 }, () =>
    fetch(`${preview.origin}/__rolepress/events`, { signal: streams.signal })));
  assert.equal((await fetch(`${preview.origin}/`)).status, 200);
  streams.abort();
});

test("A busy port gets a clear word", async () => {
  const { port } = new URL(preview.origin);
  await assert.rejects(startPreview({ port }), (error) => {
    assert.match(error.message, /another program listens on this port already/);
    assert.match(error.message, /choose another with --port/);
    assert.match(error.message, /"code":3/);
    return true;
  });
});

test("Drafts are shown when asked for, and a site that begins broken waits for its mending", async () => {
  const broken = "platforms: [";
  let platforms;
  const drafts = await startPreview({
    options: ["--drafts"],
    change: (sources) => {
      const name = join(sources, "content/platforms.yaml");
      platforms = readFileSync(name, "utf8");
      writeFileSync(name, broken);
      writeFileSync(join(sources, "content/roles/preview-draft.md"),
        roleText("Draft Title", "status: draft\n"));
    },
  });
  const page = await newPage(chromium.browser, drafts.origin);
  await page.goto("/roles/preview-draft/");
  await page.locator("rolepress-problems section").waitFor();
  writeFileSync(join(drafts.sources, "content/platforms.yaml"), platforms);
  await heading(page, "Draft Title");
  await page.context().close();
  assert.deepEqual(await drafts.stop("SIGTERM"), { code: 0, signal: null });
  assert.equal((await fetch(`${preview.origin}/roles/preview-draft/`)).status, 404);
});
