// The whole built site, page by page: valid HTML, unique ids, headings in order, links and fragments
// that lead somewhere.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { newPage, openBrowser } from "./support/browser.js";
import { buildSite, pagePaths } from "./support/site.js";

const checker = join(dirname(fileURLToPath(import.meta.url)), "node_modules/vnu-jar/build/dist/vnu.jar");

let site, chromium;

before(async () => {
  chromium = await openBrowser();
  site = buildSite();
});

after(async () => {
  await chromium?.close();
  site?.remove();
});

const fileOf = (path) => join(site.folder, path.endsWith("/") ? `${path}index.html` : path);

test("the W3C's checker has nothing to say about any page", () => {
  assert.ok(existsSync(checker), `${checker} is missing: run ./rolepress test, which installs it`);
  const run = spawnSync("java", ["-jar", checker, "--skip-non-html", "--format", "gnu", site.folder], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(run.error, undefined, "java is missing: run ./rolepress test, which installs it");
  const said = `${run.stdout}${run.stderr}`.replaceAll(`file:${site.folder}`, "").trim().split("\n");
  assert.deepEqual(said.slice(0, 10), [""]);
  assert.equal(run.status, 0);
});

// Within the browser, whose parser is the one that counts.
function readPage(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const values = (selector, name) => [...parsed.querySelectorAll(selector)].map((e) => e.getAttribute(name));
  return {
    ids: values("[id]", "id"),
    references: ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) => values(`[${name}]`, name)),
    levels: [...parsed.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => Number(h.tagName[1])),
    links: [...values("a[href]", "href"), ...values("form[action]", "action")],
    files: [...values("link[rel~=stylesheet], link[rel~=icon]", "href"), ...values("script[src]", "src"), ...values("img[src]", "src")],
    inline: parsed.querySelectorAll("style, [style], script:not([src]):not([type='application/ld+json']), [onclick], [onload]").length,
  };
}

function problemsOf(path, found, known) {
  const problems = [];
  const twice = found.ids.filter((id, i) => found.ids.indexOf(id) !== i);
  if (twice.length) problems.push(`${path}: the id ${twice[0]} is there twice`);
  for (const id of found.references) {
    if (!found.ids.includes(id)) problems.push(`${path}: nothing has the id ${id}`);
  }
  if (found.levels.filter((level) => level === 1).length !== 1) problems.push(`${path}: not one h1`);
  found.levels.forEach((level, i) => {
    if (level > (found.levels[i - 1] ?? 0) + 1) problems.push(`${path}: heading ${i + 1} skips a level`);
  });
  if (found.inline) problems.push(`${path}: inline style or script`);
  for (const link of found.links) {
    const url = new URL(link, `https://site.invalid${path}`);
    if (url.host !== "site.invalid") continue;
    const target = known.get(url.pathname);
    if (!target && !existsSync(join(site.folder, url.pathname))) problems.push(`${path}: ${link} leads nowhere`);
    else if (target && url.hash && !target.ids.includes(url.hash.slice(1))) problems.push(`${path}: no ${link}`);
  }
  for (const file of found.files) {
    if (!file.startsWith("/") || !existsSync(join(site.folder, file))) problems.push(`${path}: no file ${file}`);
  }
  return problems;
}

test("on every page ids are unique, headings in order, and links, fragments and files resolve", async () => {
  const paths = pagePaths(site.folder);
  assert.ok(paths.length > 400, `${paths.length} pages`);
  const page = await newPage(chromium.browser, "http://127.0.0.1");
  const known = new Map();
  for (const path of paths) known.set(path, await page.evaluate(readPage, readFileSync(fileOf(path), "utf8")));
  const problems = [...known].flatMap(([path, found]) => problemsOf(path, found, known));
  assert.deepEqual([...new Set(problems)].slice(0, 20), []);
  await page.context().close();
});
