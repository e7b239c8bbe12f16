// A page that was built some days ago takes away what has closed since, and counts again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { addRoles } from "./support/roles.js";
import { buildSite } from "./support/site.js";

const list = "/science-ai-training/physics/";
const roles = {
  "closes-soon": { title: "Closes Soon", closes: "2026-11-25", professions: ["physicist"], checked: "2026-11-24", pay: "{min: 40, max: 400, currency: USD, unit: hour}" },
  "closes-later": { title: "Closes Later", closes: "2026-12-01", professions: ["physicist"] },
  "stays-open": { title: "Stays Open", professions: ["chemist"], posted: "2026-08-17" },
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
const freshness = (page) => page.locator(".head p").innerText();
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

test("the search goes by the board's day wherever the visitor is, and takes it anew each time", async () => {
  const page = await newPage(chromium.browser, server.origin, { timezoneId: "America/Los_Angeles" });
  const found = () => page.locator("#results h3").allTextContents();
  await page.clock.setFixedTime(new Date("2026-11-25T23:59:00Z"));
  await page.goto("/roles/?q=closes+soon");
  await page.locator("#results h3", { hasText: "Closes Later" }).waitFor();
  assert.ok((await found()).includes("Closes Soon"));
  await page.clock.setFixedTime(new Date("2026-11-26T00:01:00Z"));
  await page.fill("#f-q", "closes later");
  await page.locator("#results h3", { hasText: "Closes Soon" }).waitFor({ state: "detached" });
  assert.ok((await found()).includes("Closes Later"));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("what the roles pay is not told any more once one of them has closed", async () => {
  for (const path of [list, "/science-ai-training/", "/", "/roles/"]) {
    const then = await openAt("2026-11-25T12:00:00Z", path);
    assert.equal(await then.locator(".pays").isVisible(), true, path);
    await then.context().close();
    const later = await openAt("2026-11-26T12:00:00Z", path);
    assert.equal(await later.locator(".pays").isVisible(), false, path);
    await later.context().close();
  }
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
  assert.equal(await later.locator("[rel~=sponsored]:visible").count(), 0);
  assert.equal(await later.locator(".offer .closes").textContent(), "Closed 25 November 2026");
  assert.ok((await later.locator(".fact-list dt").allTextContents()).includes("Closed"));
  await later.context().close();
});

test("\"updated daily\" gives way to the day of the last update when it is no longer true", async () => {
  const then = await openAt("2026-11-25T12:00:00Z", list);
  assert.equal(await freshness(then), "Updated daily");
  await then.context().close();
  const later = await openAt("2026-11-27T12:00:00Z", list);
  assert.equal(await freshness(later), "Newest posting or check: 24 November 2026");
  await later.context().close();
});

// The posting dates of the three cards, as one reads them.
const ages = async (page) =>
  (await page.locator(".card:visible .dates > span:first-child").allTextContents()).sort();

test("a card says how long ago its role was posted, and keeps the day", async () => {
  const page = await openAt("2026-11-25T12:00:00Z", list);
  assert.deepEqual(await ages(page), ["Posted 3 months ago", "Posted 5 days ago", "Posted 5 days ago"]);
  const days = page.locator(".card:has-text('Stays Open') time");
  assert.equal(await days.getAttribute("title"), "17 August 2026");
  assert.equal(await days.getAttribute("datetime"), "2026-08-17");
  assert.equal(await page.locator(".card:has-text('Closes Soon') .dates > span:nth-child(2)").textContent(), "Checked yesterday");
  await page.context().close();
});

test("how long ago is counted in days, then weeks, months and years, and never for a day to come", async () => {
  const expected = {
    "2026-11-20T12:00:00Z": "Posted today",
    "2026-12-03T12:00:00Z": "Posted 13 days ago",
    "2026-12-04T12:00:00Z": "Posted 2 weeks ago",
    "2027-01-30T12:00:00Z": "Posted 2 months ago",
    "2029-11-25T12:00:00Z": "Posted 3 years ago",
    "2026-11-19T12:00:00Z": "Posted 20 November 2026",
  };
  for (const [time, words] of Object.entries(expected)) {
    const page = await openAt(time, "/roles/closes-later/");
    assert.equal(await page.locator(".offer .dates span").first().textContent(), words, time);
    await page.context().close();
  }
});

test("a role's facts give the day and how long ago it is", async () => {
  const page = await openAt("2026-11-25T12:00:00Z", "/roles/closes-soon/");
  const fact = (name) => page.locator(`.fact-list > div:has(dt:has-text("${name}")) dd`).textContent();
  assert.equal(await fact("Posted"), "20 November 2026 (5 days ago)");
  assert.equal(await fact("Last checked"), "by ACJ, 24 November 2026 (yesterday)");
  assert.equal(await fact("Closes"), "25 November 2026 (today)");
  await page.context().close();
});

test("paper shows the day itself, and the screen returns to how long ago it is", async () => {
  const page = await openAt("2026-11-25T12:00:00Z", list);
  const shown = await ages(page);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.deepEqual(await ages(page), ["Posted 17 August 2026", "Posted 20 November 2026", "Posted 20 November 2026"]);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await ages(page), shown);
  await page.context().close();
});

test("without JavaScript every day is there to read", async () => {
  const page = await newPage(chromium.browser, server.origin, { javaScriptEnabled: false });
  await page.goto(list);
  assert.deepEqual(await ages(page), ["Posted 17 August 2026", "Posted 20 November 2026", "Posted 20 November 2026"]);
  await page.context().close();
});
