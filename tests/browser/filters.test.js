// Search and filters over the cards of a list.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { newPage, openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { addRoles } from "./support/roles.js";
import { buildSite } from "./support/site.js";

const list = "/science-ai-training/physics/"; // only the roles below are in it
const roles = {
  "test-optics": { title: "Optics Reviewer", professions: ["physicist", "optical engineer"], tasks: ["review answers"], software: ["Python", "C++"], pay: "{min: 40, max: 60, currency: USD, unit: hour}" },
  "test-plasma": { title: "Plasma Expert", professions: ["physicist"], tasks: ["write problems"], software: ["R"], pay: "{min: 80, max: 120, currency: USD, unit: hour}", platform: "mercor" },
  "test-cafe": { title: "Café Thermodynamics Writer", professions: ["writer"], tasks: ["review answers"], software: ["Rust"], pay: "{min: 500, max: 500, currency: USD, unit: task}" },
  "test-quiet": { title: "Acoustics Judge", professions: ["acoustician"], tasks: ["rank answers"], software: ["Python"] },
};

let site, server, chromium;

before(async () => {
  chromium = await openBrowser();
  site = buildSite((sources) => {
    addRoles(sources, "science-ai-training/physics", roles);
    addRoles(sources, "science-ai-training/chemistry", {
      "test-acids": { title: "Acid Reviewer", pay: "{min: 30, max: 60, currency: GBP, unit: hour}" },
      "test-kryptonite": { title: "Kryptonite Reviewer", pay: "{min: 20, max: 25, currency: GBP, unit: hour}" },
    });
    const settings = join(sources, "content/site.yaml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace("cards_per_page: 50", "cards_per_page: 20"));
  });
  server = await serve(site.folder);
});

after(async () => {
  await server?.close();
  await chromium?.close();
  site?.remove();
});

async function open(path = list, options = { viewport: { width: 1280, height: 900 } }) {
  const page = await newPage(chromium.browser, server.origin, options);
  await page.goto(path, { waitUntil: "networkidle" }); // the page's tools come after its first paint
  await page.locator("#filters").waitFor();
  return page;
}

async function reload(page) {
  await page.reload({ waitUntil: "networkidle" });
  await page.locator("#filters").waitFor();
}

async function closeQuietly(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

const titles = async (page) => (await page.locator(".card:not(.result):visible h3").allTextContents()).sort();
const search = (page) => page.evaluate(() => location.search);
const said = (page, text) => page.locator("#f-status", { hasText: text }).waitFor();

const all = ["Acoustics Judge", "Café Thermodynamics Writer", "Optics Reviewer", "Plasma Expert"];

describe("words", () => {
  const cases = [
    ["optics", ["Optics Reviewer"]],
    ["OPTI", ["Optics Reviewer"]],
    ["cafe", ["Café Thermodynamics Writer"]],
    ["CAFÉ", ["Café Thermodynamics Writer"]],
    ["python", ["Acoustics Judge", "Optics Reviewer"]],
    ["answers review", ["Café Thermodynamics Writer", "Optics Reviewer"]],
    ["c++", ["Optics Reviewer"]],
    ["r physicist", ["Plasma Expert"]],
    ["physicist python", ["Optics Reviewer"]],
    ["ptics", []],
    ["mercor", ["Plasma Expert"]],
    ["remote", all],
    ["   ", all],
    [".*", []],
    ["<b>optics</b>", []],
    ["🙂 مرحبا", []],
  ];
  let page;
  before(async () => (page = await open()));
  after(() => closeQuietly(page));

  for (const [query, expected] of cases) {
    test(`"${query}" finds ${expected.length} roles`, async () => {
      await page.fill("#f-q", query);
      assert.deepEqual(await titles(page), expected);
    });
  }

  test("ten thousand characters do no harm", async () => {
    const long = await open(`${list}?q=${"optics ".repeat(1400).replaceAll(" ", "+")}`);
    assert.deepEqual(await titles(long), ["Optics Reviewer"]);
    await closeQuietly(long);
  });
});

test("filters combine, are counted and announced, and can be cleared", async () => {
  const page = await open();
  assert.deepEqual(await titles(page), all);
  assert.deepEqual(await page.locator("#f-software option").allTextContents(), ["Any", "C++ (1)", "Python (2)", "R (1)", "Rust (1)"]);
  await page.selectOption("#f-profession", "physicist");
  assert.deepEqual(await titles(page), ["Optics Reviewer", "Plasma Expert"]);
  await said(page, "2 of 4 live roles match.");
  await page.selectOption("#f-platform", "Mercor");
  assert.deepEqual(await titles(page), ["Plasma Expert"]);
  await said(page, "1 of 4 live roles matches.");
  await page.fill("#f-q", "optics");
  assert.deepEqual(await titles(page), []);
  await said(page, "0 of 4 live roles match.");
  await page.locator("#empty").getByRole("button", { name: "Clear the filters" }).click();
  assert.deepEqual(await titles(page), all);
  assert.equal(await search(page), "");
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
  await closeQuietly(page);
});

test("the focus is in the field when a filter was taken away where nothing is left", async () => {
  const page = await open(`${list}?q=optics&platform=Mercor`);
  await page.getByRole("button", { name: "Without “Mercor”: 1 role" }).click();
  assert.deepEqual(await titles(page), ["Optics Reviewer"]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
  await closeQuietly(page);
});

test("a task and a software are filters", async () => {
  const page = await open();
  await page.selectOption("#f-task", "review answers");
  assert.deepEqual(await titles(page), ["Café Thermodynamics Writer", "Optics Reviewer"]);
  await page.selectOption("#f-software", "Rust");
  assert.deepEqual(await titles(page), ["Café Thermodynamics Writer"]);
  await closeQuietly(page);
});

test("pay is by the hour: a band counts if it reaches the sum, other pay is left out and said so", async () => {
  const page = await open();
  await page.getByText("Hourly pay reaches (USD)").waitFor();
  await page.fill("#f-pay", "60");
  assert.deepEqual(await titles(page), ["Optics Reviewer", "Plasma Expert"]);
  await said(page, "Roles that state no hourly pay are left out.");
  await page.fill("#f-pay", "61");
  assert.deepEqual(await titles(page), ["Plasma Expert"]);
  await closeQuietly(page);
});

test("pay in another currency than the index's is not asked for elsewhere", async () => {
  const page = await open("/science-ai-training/chemistry/?q=review&pay_min=30");
  await page.getByText("Hourly pay reaches (GBP)").waitFor();
  await page.locator("#results h3").first().waitFor();
  assert.equal(new URL(await page.locator("#f-all").getAttribute("href")).search, "?q=review");
  const dollars = await open(`${list}?q=review&pay_min=50`);
  await dollars.locator("#results h3").first().waitFor();
  assert.equal(new URL(await dollars.locator("#f-all").getAttribute("href")).search, "?q=review&pay_min=50");
  await closeQuietly(dollars);
  await closeQuietly(page);
});

test("one role elsewhere takes no filter away", async () => {
  const page = await open(`${list}?q=kryptonite`);
  await page.locator("#results h3", { hasText: "Kryptonite Reviewer" }).waitFor();
  assert.equal(await page.locator("#results > .card").count(), 1);
  assert.equal(await page.locator("#f-profession").isVisible(), true);
  await closeQuietly(page);
});

test("when nothing is left the empty state helps on", async () => {
  const page = await open();
  assert.equal(await page.locator("#empty").isVisible(), false);
  await page.fill("#f-q", "glassblowing & xqzvbn");
  const empty = page.locator("#empty");
  await empty.getByRole("heading", { name: "No live roles match" }).waitFor();
  const links = await empty.locator("a").evaluateAll((found) => found.map((a) => a.getAttribute("href").replace(location.origin, "")));
  assert.deepEqual(links.slice(0, 2), ["/roles/?q=nursing#roles", "/roles/?q=Python#roles"]);
  assert.equal(new URL(links[2], server.origin).search, "?q=glassblowing+%26+xqzvbn");
  assert.deepEqual(links.slice(3), ["#browse", "/pools/"]);
  assert.equal(await page.locator("#cards").isVisible(), false);
  assert.equal(await page.getByText("Links marked as ads").isVisible(), false);
  await empty.getByRole("link", { name: /Look for “glassblowing/ }).click();
  await page.locator("#empty").waitFor();
  assert.equal(await page.inputValue("#f-q"), "glassblowing & xqzvbn");
  await closeQuietly(page);
});

describe("the address", () => {
  test("holds the filters, so that reload and sharing work", async () => {
    const page = await open();
    await page.fill("#f-q", "review");
    await page.selectOption("#f-profession", "optical engineer");
    await page.fill("#f-pay", "50");
    assert.equal(await search(page), "?q=review&profession=optical+engineer&pay_min=50");
    await reload(page);
    assert.deepEqual(await titles(page), ["Optics Reviewer"]);
    const other = await open(`${list}?utm=x&software=Python`);
    assert.deepEqual(await titles(other), ["Acoustics Judge", "Optics Reviewer"]);
    await other.fill("#f-q", "optics");
    assert.equal(await search(other), "?utm=x&q=optics&software=Python");
    await closeQuietly(other);
    await closeQuietly(page);
  });

  test("remembers each search as one step back", async () => {
    const page = await open();
    await page.locator("#f-q").pressSequentially("python");
    await page.selectOption("#f-profession", "physicist");
    assert.deepEqual(await titles(page), ["Optics Reviewer"]);
    await page.goBack();
    assert.deepEqual(await titles(page), ["Acoustics Judge", "Optics Reviewer"]);
    assert.equal(await page.inputValue("#f-profession"), "");
    await page.goBack();
    assert.deepEqual(await titles(page), all);
    assert.equal(await page.inputValue("#f-q"), "");
    await page.goForward();
    assert.deepEqual(await titles(page), ["Acoustics Judge", "Optics Reviewer"]);
    await closeQuietly(page);
  });

  test("may name a value that no role here has", async () => {
    const page = await open(`${list}?software=Fortran`);
    assert.deepEqual(await titles(page), []);
    assert.equal(await page.locator("#f-software option:checked").textContent(), "Fortran (0)");
    await page.selectOption("#f-software", "");
    assert.deepEqual(await titles(page), all);
    await closeQuietly(page);
  });
});

test("a slash goes to the search field, Escape empties it, Enter stays on the page", async () => {
  const page = await open();
  await page.keyboard.press("/");
  await page.keyboard.type("opt/");
  assert.equal(await page.inputValue("#f-q"), "opt/");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).pathname, list);
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#f-q"), "");
  assert.deepEqual(await titles(page), all);
  await closeQuietly(page);
});

test("on a phone the selects open on demand, and are open where an address uses one", async () => {
  const phone = { viewport: { width: 360, height: 740 } };
  const page = await open(list, phone);
  assert.equal(await page.locator("#f-more").isVisible(), false);
  await page.getByRole("button", { name: "More filters" }).click();
  assert.equal(await page.locator("#f-more").isVisible(), true);
  assert.equal(await page.getByRole("button", { name: "Fewer filters" }).getAttribute("aria-expanded"), "true");
  await closeQuietly(page);
  const shared = await open(`${list}?platform=Mercor`, phone);
  assert.equal(await shared.locator("#f-platform").isVisible(), true);
  await closeQuietly(shared);
});

describe("a list of many pages", () => {
  const section = "/software-ai-training/";
  const cards = ".card:not(.result):visible";

  test("is searched whole, and the pager goes while a filter is active", async () => {
    const page = await open(section);
    const total = Number(await page.locator(".live strong").textContent());
    assert.equal(await page.locator(cards).count(), 20);
    await page.fill("#f-q", "micro1");
    await said(page, `of ${total} live roles match`);
    assert.ok((await page.locator(cards).count()) > 5);
    assert.equal(await page.locator("#pager").isVisible(), false);
    await page.keyboard.press("Escape");
    await page.locator("#pager").waitFor();
    assert.equal(await page.locator(cards).count(), 20);
    await closeQuietly(page);
  });

  test("is turned page by page", async () => {
    const page = await open(section);
    assert.equal(await page.getByRole("link", { name: "Previous page" }).count(), 0);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL(`**${section}page/2/`);
    await page.getByRole("link", { name: "Previous page" }).click();
    await page.waitForURL(`**${section}`);
    await closeQuietly(page);
  });

  test("gives the same answer from its last page", async () => {
    const first = await open(`${section}?q=python`);
    await said(first, "match");
    const last = await open(`${section}page/2/?q=python`);
    await said(last, "match");
    assert.deepEqual(await titles(last), await titles(first));
    assert.ok((await titles(first)).length > 5);
    const ids = await first.evaluate(() => [...document.querySelectorAll("[id]")].map((e) => e.id));
    assert.equal(new Set(ids).size, ids.length);
    await closeQuietly(first);
    await closeQuietly(last);
  });

  test("does not wait for ever for its other pages", async () => {
    const page = await newPage(chromium.browser, server.origin);
    await page.addInitScript(() => {
      const { timeout } = AbortSignal;
      AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 20);
    });
    await page.route("**/page/*/", () => {});
    await page.goto(section, { waitUntil: "networkidle" });
    await page.fill("#f-q", "engineer");
    await said(page, "The rest of the list could not be loaded.");
    await page.context().close();
  });

  test("says so when the rest cannot be loaded, and searches what is there", async () => {
    const page = await open(section);
    server.intercept = (path) => (path.includes("/page/") ? 503 : null);
    await page.fill("#f-q", "engineer");
    await said(page, "The rest of the list could not be loaded.");
    assert.ok((await page.locator(cards).count()) > 0);
    assert.equal(await page.locator("#pager").isVisible(), true);
    server.intercept = () => null;
    await page.context().close();
  });
});
