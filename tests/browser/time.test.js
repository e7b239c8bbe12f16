// A page that was built some days ago takes away what has closed since, and counts again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { addRoles } from "./support/roles.js";
import { buildSite } from "./support/site.js";

const list = "/science-ai-training/physics/";
const roles = {
  "closes-soon": { title: "Closes Soon", closes: "2026-11-25", professions: ["physicist"], checked: "2026-11-24" },
  "closes-later": { title: "Closes Later", closes: "2026-12-01", professions: ["physicist"] },
  "stays-open": { title: "Stays Open", professions: ["chemist"] },
};

let site, server, chromium;

before(async () => {
  chromium = await openBrowser();
  site = buildSite((sources) => addRoles(sources, "science-ai-training/physics", roles));
  server = await serve(site.folder);
});

after(async () => {
  await server?.close();
  await chromium?.close();
  site?.remove();
});

async function openAt(time, path) {
  const page = await newPage(chromium.browser, server.origin);
  await page.clock.setFixedTime(new Date(time));
  await page.goto(path);
  return page;
}

const titles = async (page) => (await page.locator(".card:visible h3").allTextContents()).sort();
const live = (page) => page.locator(".live").innerText();
const numberIn = async (page, selector) => Number(await page.locator(selector).first().textContent());

test("on the day of the build, and through the last day in London, everything is there", async () => {
  for (const time of ["2026-11-24T10:00:00Z", "2026-11-25T23:59:00Z"]) {
    const page = await openAt(time, list);
    assert.equal((await titles(page)).length, 3, time);
    assert.match(await live(page), /^3 live physics roles/);
    await page.context().close();
  }
});

test("the day after its last day a role is gone and the counts are corrected", async () => {
  const page = await openAt("2026-11-26T00:01:00Z", list);
  assert.deepEqual(await titles(page), ["Closes Later", "Stays Open"]);
  assert.match(await live(page), /^2 live physics roles/);
  assert.equal(await numberIn(page, `.browse a[href="${list}"] + .count > span`), 2);
  assert.deepEqual(await page.locator("#f-profession option").allTextContents(), ["Any", "chemist (1)", "physicist (1)"]);
  await page.fill("#f-q", "closes");
  assert.deepEqual(await titles(page), ["Closes Later"]);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("one role is one role", async () => {
  const page = await openAt("2026-12-02T12:00:00Z", list);
  assert.deepEqual(await titles(page), ["Stays Open"]);
  assert.match(await live(page), /^1 live physics role\b(?!s)/);
  await page.context().close();
});

test("sections, the list of all roles and the home page count again too", async () => {
  for (const path of ["/", "/roles/", "/science-ai-training/"]) {
    const then = await openAt("2026-11-24T12:00:00Z", path);
    const later = await openAt("2026-12-02T12:00:00Z", path);
    const [before, after] = [await numberIn(then, ".live strong"), await numberIn(later, ".live strong")];
    assert.equal(before - after, 2, path);
    assert.ok(!(await titles(later)).includes("Closes Soon"), path);
    await then.context().close();
    await later.context().close();
  }
});

test("a role that closed since the build loses Apply and gets the banner", async () => {
  const path = "/roles/closes-soon/";
  const then = await openAt("2026-11-25T12:00:00Z", path);
  assert.equal(await then.locator(".intro .button").isVisible(), true);
  assert.equal(await then.locator(".closed-note").isVisible(), false);
  await then.context().close();
  const later = await openAt("2026-11-26T12:00:00Z", path);
  assert.equal(await later.locator(".intro .button").isVisible(), false);
  assert.equal(await later.locator(".closed-note").isVisible(), true);
  await later.context().close();
});

test("\"updated daily\" gives way to the day of the last update when it is no longer true", async () => {
  const then = await openAt("2026-11-25T12:00:00Z", list);
  assert.match(await live(then), /, updated daily$/);
  await then.context().close();
  const later = await openAt("2026-11-27T12:00:00Z", list);
  assert.match(await live(later), /; site last updated 24 November 2026$/);
  await later.context().close();
});
