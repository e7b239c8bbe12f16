// The editor in the browser changes a role in a local repository.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync, appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { buildSite } from "./support/site.js";

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "node_modules/@sveltia/cms");
const role = "content/roles/3d-animator-cgi-artist.md";
let site;
let server;
let chromium;

function rolepress(arguments_, cwd) {
  return spawnSync(process.env.ROLEPRESS_BINARY, arguments_, { cwd, encoding: "utf8" });
}

before(async () => {
  site = buildSite((sources) => {
    const run = rolepress(["admin", packageFolder], sources);
    assert.equal(run.status, 0, run.stderr);
    appendFileSync(join(sources, "content/site.yaml"), "\nadmin: {repository: example/board}\n");
  });
  server = await serve(site.folder);
  chromium = await openBrowser();
});

after(async () => {
  await chromium?.close();
  await server?.close();
  site?.remove();
});

// The sources as a folder of the browser's own file system, which stands for the one that a person
// would pick; everything behind the picker is the editor's real way to a local repository.
async function offerLocalRepository(page, files) {
  await page.addInitScript((entries) => {
    const ready = (async () => {
      const root = await navigator.storage.getDirectory();
      const top = await root.getDirectoryHandle("board", { create: true });
      await top.getDirectoryHandle(".git", { create: true });
      if ((await Array.fromAsync(top.keys())).includes("content")) return top;
      for (const [path, text] of entries) {
        let folder = top;
        const parts = path.split("/");
        for (const part of parts.slice(0, -1)) {
          folder = await folder.getDirectoryHandle(part, { create: true });
        }
        const file = await folder.getFileHandle(parts.at(-1), { create: true });
        const out = await file.createWritable();
        await out.write(text);
        await out.close();
      }
      return top;
    })();
    window.showDirectoryPicker = () => ready;
  }, files);
}

async function readBack(page, path) {
  return page.evaluate(async (name) => {
    let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("board");
    const parts = name.split("/");
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
    return (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
  }, path);
}

// The files of content/ as pairs of path and text; of the roles one is enough.
function contentFiles() {
  return readdirSync(join(site.sources, "content"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => [path.slice(site.sources.length + 1), readFileSync(path, "utf8")])
    .filter(([path]) => path === role || !path.startsWith("content/roles/"));
}

test("a role is opened, its pay changed and saved, and the file says so and no more", async () => {
  // High, because the form draws only the fields that are in view.
  const viewport = { width: 1280, height: 4000 };
  const page = await chromium.browser.newPage({ baseURL: server.origin, viewport });
  page.setDefaultTimeout(30_000);
  const said = [];
  const hosts = new Set();
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    // The program asks how the forge of its repositories does; its policy allows no host but those.
    if (protocol.startsWith("http") && host !== "www.githubstatus.com") hosts.add(host);
  });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  await offerLocalRepository(page, contentFiles());
  await page.goto("/admin/");
  await page.getByRole("button", { name: /local repository/i }).click();
  await page.getByText("Roles", { exact: true }).first().waitFor();
  await page.goto("/admin/#/collections/roles/entries/3d-animator-cgi-artist");
  await page.locator('section[data-key-path="pay.max"] input').first().fill("95");
  const save = page.getByRole("button", { name: "Save", exact: true }).first();
  await save.click();
  const before = readFileSync(join(site.sources, role), "utf8");
  let text = before;
  for (let i = 0; i < 100 && text === before; ++i) {
    await page.waitForTimeout(100);
    text = await readBack(page, role);
  }
  assert.deepEqual([...hosts], [new URL(server.origin).host]);
  assert.ok(await page.evaluate(() => document.fonts.check("24px 'Material Symbols Outlined'")));
  // It also asks for its newest version elsewhere, which the policy forbids.
  const wrong = /Content Security Policy|Errors found in configuration|^error:/;
  assert.deepEqual(said.filter((line) => wrong.test(line) && !line.includes("@sveltia/cms/package.json")), []);
  const pay = "pay: {min: 15, max: 80, currency: USD, unit: hour}\n";
  const changed = "pay:\n  min: 15\n  max: 95\n  currency: USD\n  unit: hour\n";
  assert.ok(before.includes(pay));
  assert.equal(text.replace(/\n+$/, "\n"), before.replace(pay, changed));
  writeFileSync(join(site.sources, role), text);
  const run = rolepress(["check", "--quiet", "--date", "2026-11-24"], site.sources);
  assert.equal(run.status, 0, run.stderr);
  await page.close();
});
