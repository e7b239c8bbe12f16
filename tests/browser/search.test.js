// The search on the pages: the full search of all roles, live results on the home page, and what
// matches elsewhere below a category's own cards.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { loadAxe, newPage, openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { buildSite } from "./support/site.js";

const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1280, height: 900 } };

let site, server, chromium;

before(async () => {
  chromium = await openBrowser();
  site = buildSite();
  server = await serve(site.folder);
});
after(async () => {
  await server?.close();
  await chromium?.close();
  site?.remove();
});

async function open(path, options = desk) {
  const page = await newPage(chromium.browser, server.origin, options);
  await page.goto(path, { waitUntil: "networkidle" }); // the page's tools come after its first paint
  return page;
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

const said = (page, text) => page.locator("#f-status", { hasText: text }).waitFor();
const titles = (page) => page.locator("#results h3").allTextContents();
const query = (page) => page.evaluate(() => location.search);

describe("all roles", () => {
  test("are found while one types, in the order of relevance, with the matches marked", async () => {
    const page = await open("/roles/");
    assert.equal(await page.locator("#listed .card:visible").count(), 50);
    await page.locator("#f-q").pressSequentially("nurse");
    await said(page, "live roles match");
    assert.match((await titles(page))[0], /Nurse/);
    assert.match(await page.locator("#results mark").first().textContent(), /nurse/i);
    assert.equal(await page.locator("#listed").isVisible(), false);
    assert.equal(await query(page), "?q=nurse");
    await page.keyboard.press("Escape");
    await page.locator("#listed").waitFor();
    assert.equal(await query(page), "");
    await close(page);
  });

  test("are the same from an address, after a reload, and one step back undoes a search", async () => {
    const page = await open("/roles/?q=python&platform=Turing&sort=pay&utm=x");
    await said(page, "match");
    const found = await titles(page);
    assert.ok(found.length > 3);
    assert.equal(await page.inputValue("#f-sort"), "pay");
    await page.reload();
    await said(page, "match");
    assert.deepEqual(await titles(page), found);
    await page.fill("#f-q", "sql");
    await page.waitForURL("**q=sql**");
    assert.ok((await query(page)).includes("utm=x"));
    await page.goBack();
    await page.waitForURL("**q=python**");
    await page.waitForFunction(() => document.querySelector("#f-q").value === "python");
    await close(page);
  });

  test("are narrowed by filters, with counts, chips and one way to clear them", async () => {
    const page = await open("/roles/?q=python");
    await said(page, "match");
    if (!(await page.locator("#facets").isVisible())) await page.getByRole("button", { name: "Filters" }).click();
    await page.locator(".facet summary", { hasText: "Platform" }).click();
    const option = page.locator(".facet li", { hasText: "Turing" });
    const count = Number(await option.locator(".count").textContent());
    await option.locator("input").check();
    await said(page, `${count} live role`);
    assert.ok((await page.locator(".facet li", { hasText: "Mercor" }).count()) > 0, "its own group keeps its values");
    await page.getByRole("button", { name: /Platform: Turing/ }).waitFor();
    await page.fill("#f-pay", "100000");
    await page.locator("#empty").waitFor();
    await page.getByRole("button", { name: /Without the least pay/ }).click();
    await said(page, `${count} live role`);
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
    await page.locator("#f-clear").click();
    await page.locator("#listed").waitFor();
    assert.equal(await query(page), "");
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
    await close(page);
  });

  test("are named on their chips, which keep the focus, and say what each filter keeps out", async () => {
    const page = await open("/roles/?q=zzqxv&platform=Turing&category=legal-ai-training/paralegals", phone);
    await said(page, "0 live roles match");
    assert.equal(await page.locator("#facets").isVisible(), false, "filters would stand before the results");
    await page.getByRole("button", { name: /Category: Paralegals/ }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector("#chosen").textContent.includes("Category"));
    await page.getByRole("button", { name: /Without “zzqxv”: \d+ roles/ }).waitFor();
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Platform: Turing/);
    await page.getByRole("button", { name: /Without “zzqxv”/ }).click();
    await said(page, "live roles match");
    assert.equal(await query(page), "?platform=Turing");
    await close(page);
  });

  test("have filters with many values that can be searched", async () => {
    const page = await open("/roles/");
    await page.getByRole("button", { name: "Filters" }).click();
    await page.locator(".facet summary", { hasText: "Profession" }).click();
    await page.getByRole("searchbox", { name: "Find profession" }).fill("nurse");
    const shown = await page.locator(".facet li:visible").allTextContents();
    assert.ok(shown.length > 0 && shown.every((text) => /nurse/i.test(text)), shown.join());
    await close(page);
  });

  test("are narrowed by no search field that has gone", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    if (!(await page.locator("#facets").isVisible())) await page.getByRole("button", { name: "Filters" }).click();
    await page.locator(".facet summary", { hasText: "Profession" }).click();
    const field = page.getByRole("searchbox", { name: "Find profession" });
    await field.fill("zzz");
    await page.fill("#f-q", "paralegal");
    await field.waitFor({ state: "hidden" });
    assert.ok((await page.locator(".facet[open] li:visible").count()) > 0);
    await close(page);
  });

  test("are those of every value that an address names", async () => {
    const values = Array.from({ length: 25 }, (_, i) => `profession=p${i}`).join("&");
    const page = await open(`/roles/?${values}`);
    await said(page, "0 live roles match");
    assert.equal(await page.locator("#chosen li").count(), 25);
    await close(page);
  });

  test("are corrected for a typo, and say so", async () => {
    const page = await open("/roles/?q=pyhton");
    await said(page, "Shown for “python”");
    assert.ok((await titles(page)).length > 3);
    await close(page);
  });

  test("lead on when nothing matches", async () => {
    const page = await open("/roles/?q=xqzvbn&platform=Mercor");
    const empty = page.locator("#empty");
    await empty.getByRole("heading", { name: "No live roles match" }).waitFor();
    for (const name of ["nursing", "Python", "Browse all categories", /talent pool/]) await empty.getByRole("link", { name }).first().waitFor();
    await empty.getByRole("button", { name: /Clear the search/ }).click();
    await page.locator("#listed").waitFor();
    await close(page);
  });

  test("do not wait for the counts of the filters, and their index comes with the tools", async () => {
    const page = await newPage(chromium.browser, server.origin, desk);
    let letThrough;
    const held = new Promise((done) => (letThrough = done));
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.route("**/assets/search/profession.*", (route) => held.then(() => route.continue()));
    await page.goto("/roles/?q=nurse");
    await page.locator("#results h3").first().waitFor();
    await said(page, "match");
    assert.equal(await page.locator("#facets li").count(), 0);
    letThrough();
    await page.locator("#facets li").first().waitFor({ state: "attached" });
    const places = ["search/index.json", "js/search-page."].map((name) => asked.findIndex((path) => path.includes(name)));
    assert.ok(places[0] >= 0 && places[0] < places[1], String(places));
    assert.equal(asked.filter((path) => path.endsWith("index.json")).length, 1);
    await close(page);
  });

  test("stay when the counts of the filters cannot be loaded", async () => {
    const page = await newPage(chromium.browser, server.origin, desk);
    await page.route("**/assets/search/profession.*", (route) => route.abort());
    const refused = page.waitForEvent("requestfailed");
    await page.goto("/roles/?q=nurse");
    await refused;
    await said(page, "match");
    assert.match((await titles(page))[0], /Nurse/);
    await page.context().close();
  });

  test("come twenty at a time", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    assert.equal(await page.locator("#results > li").count(), 20);
    await page.getByRole("button", { name: "Show more roles" }).press("Enter");
    await page.locator("#results > li:nth-child(21)").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.closest("li").matches(":nth-child(21)")), true);
    await close(page);
  });

  test("come once each when the button is pressed twice at a time", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    for (const count of [40, 60]) {
      await page.locator("#f-next").evaluate((button) => {
        button.click();
        button.click();
      });
      await page.locator(`#results > li:nth-child(${count})`).waitFor();
      const links = await page.locator("#results h3 a").evaluateAll((found) => found.map((link) => link.href));
      assert.equal(new Set(links).size, count);
    }
    await close(page);
  });

  test("do not get more of what was asked before, nor lose the focus to it", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    let letThrough;
    const held = new Promise((done) => (letThrough = done));
    await page.route(/\/search\/c\d/, (route) => held.then(() => route.continue()));
    const asked = page.waitForRequest(/\/search\/c\d/);
    await page.locator("#f-next").evaluate((button) => button.click());
    await asked;
    await page.fill("#f-q", "xqzvbn");
    await said(page, "0 live roles match");
    const answered = page.waitForResponse(/\/search\/c\d/);
    letThrough();
    await answered;
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#results > li").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
    await close(page);
  });

  test("that could not be loaded come at the next press, and the message goes", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    server.intercept = (path) => (path.startsWith("/assets/search/") ? 503 : null);
    await page.locator("#f-next").press("Enter");
    await said(page, "The search could not be loaded");
    server.intercept = () => null;
    await page.locator("#f-next").press("Enter");
    await said(page, "match");
    assert.equal(await page.locator("#results > li").count(), 40);
    await page.context().close();
  });

  test("are the newest first where no words say what is meant", async () => {
    const page = await open("/roles/?platform=Turing");
    await said(page, "match");
    const days = await page.locator("#results .dates span:first-child time").evaluateAll((found) => found.map((time) => time.dateTime));
    assert.ok(new Set(days).size > 1, days.join());
    assert.deepEqual(days, [...days].sort().reverse());
    const orders = () => page.locator("#f-sort option:not([hidden])").allTextContents();
    assert.deepEqual(await orders(), ["Newest", "Pay"]);
    await page.fill("#f-q", "expert");
    await page.waitForURL("**q=expert**");
    assert.deepEqual(await orders(), ["Relevance", "Newest", "Pay"]);
    await close(page);
  });

  test("are said to be searched for when they take long, and have a last moment to come", async () => {
    const page = await newPage(chromium.browser, server.origin, desk);
    await page.clock.install();
    await page.route("**/assets/search/*", () => {});
    await page.goto("/roles/?q=nurse");
    await said(page, "Searching …");
    assert.equal(await page.locator("#results").getAttribute("aria-busy"), "true");
    await page.clock.fastForward(10_000);
    await said(page, "The search could not be loaded");
    assert.equal(await page.locator("#results").getAttribute("aria-busy"), null);
    assert.equal(await page.locator("#listed .card:visible").count(), 50);
    await page.context().close();
  });

  test("are as many as before after a look at one of them", async () => {
    // A page that listens to "unload" is not kept whole for the way back.
    const page = await open("/roles/?q=expert");
    await page.evaluate(() => addEventListener("unload", () => {}));
    await said(page, "match");
    await page.getByRole("button", { name: "Show more roles" }).press("Enter");
    await page.locator("#results > li:nth-child(25) h3 a").click();
    await page.waitForURL(/\/roles\/[a-z0-9-]+\/$/);
    await page.goBack();
    await said(page, "match");
    assert.ok((await page.locator("#results > li").count()) > 20);
    await page.fill("#f-q", "experts");
    await page.waitForURL("**q=experts**");
    await page.waitForFunction(() => document.querySelectorAll("#results > li").length === 20);
    await close(page);
  });

  test("stand where they stood after a look at one of them", async () => {
    for (const [path, nth] of [["/roles/", 30], ["/roles/?q=expert", 15], ["/legal-ai-training/", 12], ["/legal-ai-training/?q=lawyer", 9]]) {
      const page = await open(path, phone);
      await page.evaluate(() => addEventListener("unload", () => {})); // as above
      const card = page.locator(`.card:visible >> nth=${nth}`);
      await card.waitFor();
      await card.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
      await page.waitForTimeout(100);
      const [title, top] = await card.evaluate((one) => [one.querySelector("h3").textContent, one.getBoundingClientRect().top]);
      await card.locator("h3 a").evaluate((link) => link.click());
      await page.waitForURL(/\/roles\/[a-z0-9-]+\/$/);
      await page.goBack();
      const isThere = ([wanted, at]) => [...document.querySelectorAll(".card")].some((one) => one.querySelector("h3").textContent === wanted && Math.abs(one.getBoundingClientRect().top - at) < 3);
      await page.waitForFunction(isThere, [title, top]);
      await close(page);
    }
  });

  test("say how old they are as the lists do", async () => {
    const page = await open("/roles/?q=expert&sort=newest");
    await said(page, "match");
    assert.match(await page.locator("#results .dates").first().innerText(), /^Posted .* ago\s+(Not checked since|Checked .* ago)$/);
    await page.goto("/roles/?q=ai+safety");
    await page.locator("#results .dates", { hasText: "Day of posting not known" }).first().waitFor();
    await close(page);
  });

  test("do not move or flash when an address asks for some of them", async () => {
    for (const viewport of [desk.viewport, { width: 900, height: 800 }, phone.viewport]) {
      const page = await newPage(chromium.browser, server.origin, { viewport });
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value))).observe({ type: "layout-shift", buffered: true });
      });
      await page.route("**/{search-page,search}*.js", (route) => setTimeout(() => route.continue(), 300));
      await page.goto("/roles/?q=nurse#roles");
      await page.waitForFunction(() => document.querySelector("html").matches(".finding"));
      assert.equal(await page.locator("#listed .card").first().isVisible(), false);
      await said(page, "match");
      const shift = await page.evaluate(() => window.shift);
      assert.ok(shift < 0.05, `${shift} at ${viewport.width} px`);
      await close(page);
    }
  });

  test("are all listed when one of the page's tools does not come, and the page says so", async () => {
    for (const tool of ["search-page", "search-facets"]) {
      const page = await newPage(chromium.browser, server.origin, desk);
      await page.route(`**/assets/js/${tool}.*`, (route) => route.abort());
      await page.goto("/roles/?q=nurse");
      await page.locator("#listed .card").first().waitFor();
      await said(page, "The search could not be loaded");
      assert.equal(await page.inputValue("#f-q"), "nurse");
      await page.context().close();
    }
  });

  test("stay listed when the index cannot be loaded, and the page says so", async () => {
    server.intercept = (path) => (path.startsWith("/search/") ? 503 : null);
    const page = await open("/roles/?q=nurse");
    await said(page, "The search could not be loaded");
    assert.equal(await page.locator("#listed .card:visible").count(), 50);
    server.intercept = () => null;
    await page.fill("#f-q", "nurses");
    await said(page, "live roles match");
    await page.context().close();
  });

  test("wait for nothing but each other on the home page: the index and all scripts are asked for at once", async () => {
    const page = await newPage(chromium.browser, server.origin, desk);
    const parts = /\/(index\.json|search(-live|-answers|-cards|-visits)?\.[0-9a-f]{8}\.js)$/;
    const asked = new Set();
    let release;
    const all = new Promise((done) => (release = done));
    await page.route(parts, async (route) => {
      if (asked.add(route.request().url()).size === 6) release();
      await all;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "networkidle" });
    assert.equal(asked.size, 0);
    await page.focus("#f-q");
    await all;
    await page.keyboard.type("nurse");
    await said(page, "match");
    await page.unrouteAll({ behavior: "wait" });
    await close(page);
  });

  test("leave the arrows and Escape to input methods, and the arrows to the marking of text", async () => {
    const page = await open("/roles/?q=nurse");
    await said(page, "match");
    await page.focus("#f-q");
    for (const key of ["Shift+ArrowDown", "Alt+ArrowDown", "Control+ArrowDown", "Meta+ArrowDown"]) await page.keyboard.press(key);
    const isLeft = await page.evaluate(() => {
      const composing = [{ isComposing: true }, { keyCode: 229 }].flatMap((how) => ["ArrowDown", "Escape"].map((key) => ({ key, ...how })));
      return composing.every((how) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { ...how, bubbles: true, cancelable: true })));
    });
    assert.ok(isLeft);
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
    assert.equal(await page.inputValue("#f-q"), "nurse");
    await close(page);
  });

  test("are walked with / and the arrows, and Enter opens one", async () => {
    const page = await open("/roles/");
    await page.keyboard.press("/");
    await page.keyboard.type("nurse");
    await said(page, "match");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), (await titles(page))[0]);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "f-q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/roles\/[a-z0-9-]+\/$/);
    await close(page);
  });

  test("hostile queries are shown as text", async () => {
    for (const text of ["<img src=x onerror=alert(1)>", "x".repeat(3000), "مرحبا 🙂", "(.*)+$"]) {
      const page = await open(`/roles/?q=${encodeURIComponent(text)}`);
      await page.locator("#found, #empty").locator("visible=true").first().waitFor();
      assert.equal(await page.locator(".list img").count(), 0);
      await close(page);
    }
  });
});

describe("one step back", () => {
  const steps = (page) => page.evaluate(() => history.length);

  test("undoes what was typed, a sum of pay too, and a choice apart", async () => {
    const page = await open("/roles/");
    await page.getByRole("button", { name: "Filters" }).click();
    await page.locator(".facet li").first().waitFor({ state: "attached" });
    const before = await steps(page);
    await page.locator("#f-pay").pressSequentially("150", { delay: 150 });
    await page.waitForURL("**?pay_min=150");
    assert.equal(await steps(page), before + 1);
    await page.locator("#f-q").pressSequentially("law", { delay: 100 });
    await page.waitForURL("**?pay_min=150&q=law");
    await page.selectOption("#f-sort", "newest");
    await page.locator("#f-q").press("End");
    await page.locator("#f-q").pressSequentially("yer", { delay: 100 });
    await page.waitForURL("**q=lawyer**");
    assert.equal(await steps(page), before + 4);
    await page.goBack();
    await page.waitForURL("**?pay_min=150&q=law&sort=newest");
    await page.goBack();
    await page.waitForURL("**?pay_min=150&q=law");
    await close(page);
  });

  test("is none for a search that the address has, however it is written", async () => {
    for (const path of ["/roles/?q=law%20clerk&utm=x", "/legal-ai-training/paralegals/?q=law%20clerk&utm=x"]) {
      const page = await open(path);
      const before = await steps(page);
      await page.locator("#f-q").press("Enter");
      await page.waitForTimeout(100);
      assert.equal(await steps(page), before, path);
      await close(page);
    }
  });

  test("and a way to another part of the page leave the list as long as it is", async () => {
    const page = await open("/roles/?q=expert");
    await said(page, "match");
    await page.locator("#f-next").press("Enter");
    await page.locator("#results > li:nth-child(40)").waitFor();
    await page.evaluate(() => (location.hash = "browse"));
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#results > li").count(), 40);
    assert.equal(await page.evaluate(() => history.state?.shown), 40);
    await page.goBack();
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#results > li").count(), 40);
    await close(page);
  });
});

test("where no filter alone is to blame, the empty state offers the search without any", async () => {
  const page = await open("/roles/?q=nurse&platform=Turing&pay_min=400");
  await page.getByRole("button", { name: /^Without any filter: \d+ roles$/ }).click();
  await said(page, "match");
  assert.equal(new URL(page.url()).search, "?q=nurse");
  assert.match((await titles(page))[0], /Nurse/);
  await close(page);
});

test("an empty answer leads to the category of that name, and stands in the history under its words", async () => {
  const page = await open("/roles/?q=radiology");
  const offer = page.locator("#empty-categories");
  await offer.getByRole("link", { name: "Radiologists & Imaging" }).waitFor();
  assert.equal(await offer.innerText(), "No role of that kind is live at the moment in Radiologists & Imaging");
  assert.match(await page.title(), /^radiology: All live roles/);
  assert.ok(await page.locator("#empty-filters").isHidden());
  await page.fill("#f-q", "xqzvbn");
  await offer.waitFor({ state: "hidden" });
  await close(page);
});

test("roles that match in part are counted apart", async () => {
  const page = await open("/roles/?q=medical+writer");
  await said(page, /^\d+ live roles? match(es)?, and \d+ in part\.$/);
  await page.fill("#f-q", "nurse xqzvbn");
  await said(page, /^No live role has all of this\. \d+ match in part\.$/);
  await close(page);
});

test("saved searches stay in the browser and can be removed", async () => {
  const page = await open("/roles/?q=python&sort=newest");
  await said(page, "match");
  await page.getByRole("button", { name: "Save this search" }).click();
  await page.goto("/roles/");
  await page.locator("#saved").getByRole("link", { name: "“python”" }).click();
  await page.waitForURL("**/roles/?q=python&sort=newest");
  await page.getByRole("button", { name: /Remove the saved search/ }).click();
  assert.equal(await page.locator("#saved").isVisible(), false);
  await close(page);
});

test("saved searches are those of all tabs, by names that their values have", async () => {
  const page = await open("/roles/?q=build+CI%2FCD+pipelines&software=TCP%2FIP&category=legal-ai-training%2Fparalegals");
  await said(page, "match");
  const other = await page.context().newPage();
  await other.goto("/roles/?q=python&utm_source=x", { waitUntil: "networkidle" });
  await said(other, "match");
  await page.getByRole("button", { name: "Save this search" }).click();
  await other.locator("#saved").getByRole("link", { name: "paralegals, “build CI/CD pipelines”" }).waitFor();
  await other.getByRole("button", { name: "Save this search" }).click();
  await page.locator("#saved li:nth-child(2)").waitFor();
  assert.deepEqual(await page.locator("#saved a").allTextContents(), ["“python”", "TCP/IP, paralegals, “build CI/CD pipelines”"]);
  await other.locator("#saved button").first().click();
  await other.getByRole("button", { name: "Save this search" }).waitFor();
  await page.locator("#saved li:nth-child(2)").waitFor({ state: "detached" });
  await page.locator("#saved button").click();
  await other.locator("#saved").waitFor({ state: "hidden" });
  await close(page);
});

test("what only the address has beside a search is nothing to save", async () => {
  const page = await open("/roles/?q=python&utm_source=x");
  await page.getByRole("button", { name: "Save this search" }).click();
  await page.fill("#f-q", "");
  await page.locator("#listed").waitFor();
  await page.locator("#saved button").click();
  assert.equal(await page.locator("#f-save").isVisible(), false);
  await close(page);
});

test("a search that the browser does not keep is not shown as kept", async () => {
  const page = await open("/roles/?q=python");
  await said(page, "match");
  await page.evaluate(() => (Storage.prototype.setItem = () => { throw new Error("full"); }));
  await page.getByRole("button", { name: "Save this search" }).click();
  await said(page, "cannot keep the search");
  assert.equal(await page.locator("#saved").isVisible(), false);
  assert.equal(await page.locator("#f-save").isVisible(), true);
  await close(page);
});

test("what was posted on the day of the last visit may have come after it, and is new", async () => {
  const page = await open("/roles/?q=expert&sort=newest");
  await said(page, "match");
  const day = await page.locator("#results time").first().getAttribute("datetime");
  await page.evaluate((last) => localStorage.setItem("roles.visit", JSON.stringify({ last, before: 0 })), Date.parse(day) / 864e5);
  await page.reload();
  await said(page, "new since your last visit");
  await page.locator("#results .new").first().waitFor();
  await close(page);
});

test("what is new since the last visit is marked and counted", async () => {
  const page = await open("/");
  await page.evaluate(() => localStorage.setItem("roles.visit", JSON.stringify({ last: Date.parse("2026-08-25") / 864e5, before: 0 })));
  await page.goto("/roles/?q=expert&sort=newest");
  await said(page, "new since your last visit");
  await page.locator("#results .new").first().waitFor();
  await close(page);
});

test("storage that is forbidden or holds nonsense does no harm", async () => {
  const page = await open("/");
  await page.evaluate(() => {
    localStorage.setItem("roles.visit", "{");
    localStorage.setItem("roles.saved", '{"a":1}');
  });
  await page.goto("/roles/?q=nurse");
  await said(page, "match");
  await close(page);
});

test("the home page shows results while one types, and Enter opens the list", async () => {
  const page = await open("/", phone);
  await page.keyboard.press("/");
  await page.keyboard.type("nurs");
  await said(page, "match");
  assert.match((await titles(page))[0], /Nurse/);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await page.waitForURL("**/?q=nurs");
  await page.reload();
  await said(page, "match");
  assert.equal(await page.inputValue("#f-q"), "nurs");
  await page.locator("#f-q").press("Enter");
  await page.waitForURL("**/roles/?q=nurs#roles");
  await said(page, "match");
  await close(page);
});

test("a home page whose field is emptied during a search waits for nothing", async () => {
  const page = await newPage(chromium.browser, server.origin, desk);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/assets/search/t*", (route) => held.then(() => route.continue()));
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator("#f-q").fill("nurse");
  await page.locator("#results[aria-busy]").waitFor({ state: "attached" });
  await page.locator("#f-q").fill("");
  await page.locator("#results:not([aria-busy])").waitFor({ state: "attached" });
  release();
  await close(page);
});

test("a browser without time limits for files searches all the same", async () => {
  const page = await newPage(chromium.browser, server.origin, desk);
  await page.addInitScript(() => delete AbortSignal.timeout);
  await page.goto("/roles/?q=nurse");
  await said(page, "live roles match");
  await close(page);
});

test("an older search that fails leaves the results of a newer one", async () => {
  for (const path of ["/", "/legal-ai-training/paralegals/"]) {
    const page = await open(path);
    let failing, fail;
    const held = new Promise((done) => (fail = done));
    const isHeld = new Promise((done) => {
      page.route(/\/search\/t\d/, (route) => {
        failing ??= route.request().url();
        done();
        return route.request().url() === failing ? held.then(() => route.abort()) : route.continue();
      });
    });
    await page.fill("#f-q", "nurse");
    await isHeld;
    await page.fill("#f-q", "typescript");
    await page.locator("#results h3").first().waitFor();
    fail();
    await page.waitForTimeout(1000); // it is tried twice
    assert.equal(await page.locator("#found").isVisible(), true, path);
    await page.context().close();
  }
});

test("what is typed before the page's tools have come is searched for", async () => {
  for (const path of ["/", "/roles/"]) {
    const page = await newPage(chromium.browser, server.origin, phone);
    let letThrough;
    const held = new Promise((done) => (letThrough = done));
    await page.route("**/assets/js/{filter,search-page}.*", (route) => held.then(() => route.continue()));
    await page.goto(path);
    await page.locator("#f-q").pressSequentially("nurs");
    letThrough();
    await said(page, "match");
    assert.match((await titles(page))[0], /Nurse/);
    await close(page);
  }
});

test("a category shows what matches elsewhere when its own cards leave nothing", async () => {
  const page = await open("/legal-ai-training/paralegals/", phone);
  await page.fill("#f-q", "nurse");
  await page.getByRole("heading", { name: /^0 in Paralegals & Law Clerks, \d+ in other categories$/ }).waitFor();
  assert.match((await titles(page))[0], /Nurse/);
  const all = new URL(await page.locator("#f-all").getAttribute("href"));
  assert.equal(all.pathname + all.search, "/roles/?q=nurse");
  await page.fill("#f-q", "");
  await page.locator("#found").waitFor({ state: "hidden" });
  await close(page);
});

describe("has no barriers", () => {
  for (const [name, options] of [["on a phone", phone], ["on a desk, dark", { ...desk, colorScheme: "dark" }]]) {
    for (const path of ["/roles/?q=nurse&platform=micro1&pay_min=20", "/roles/?q=xqzvbn&platform=Mercor", "/legal-ai-training/paralegals/?q=nurse"]) {
      test(`${path} ${name}`, async () => {
        const page = await open(path, options);
        await page.locator("#found, #empty").locator("visible=true").first().waitFor();
        await page.evaluate(await loadAxe());
        const { violations } = await page.evaluate(() => axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= options.viewport.width);
        await close(page);
      });
    }
  }
});
