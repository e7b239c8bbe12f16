// Every kind of page: accessible in both schemes and at 320 px, within its policy, whole without
// JavaScript, and with links that lead somewhere.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { loadAxe, newPage, openBrowser } from "./support/browser.js";
import { gatherRoles } from "./support/roles.js";
import { serve } from "./support/server.js";
import { buildSite } from "./support/site.js";

const closedRole = "3d-animator-cgi-artist";

const pages = {
  home: "/",
  section: "/legal-ai-training/",
  "category with many roles": "/language-ai-training/bilingual-evaluators/",
  "category with a few roles": "/legal-ai-training/paralegals/",
  "category with one role": "/engineering-ai-training/civil-structural/",
  "category without roles": "/clinical-ai-training/dentists/",
  "all roles": "/roles/",
  "all roles, page 2": "/roles/page/2/",
  "filtered roles": "/roles/?q=python&platform=micro1",
  "empty state": "/legal-ai-training/paralegals/?q=zzzz",
  role: "/roles/accounting-expert/",
  "closed role": `/roles/${closedRole}/`,
  pools: "/pools/",
  standing: "/how-it-works/",
  questions: "/questions/",
  "not found": "/404.html",
};

const phone = { viewport: { width: 360, height: 640 } };

function closeOneRole(sources) {
  const file = join(sources, `content/roles/${closedRole}.md`);
  const text = readFileSync(file, "utf8").replace(/^closes:.*\n/m, "");
  writeFileSync(file, text.replace(/^platform:/m, "closes: 2026-10-01\nplatform:"));
}

let site, server, chromium, axe;

before(async () => {
  axe = await loadAxe();
  chromium = await openBrowser();
  site = buildSite(closeOneRole);
  server = await serve(site.folder);
});

after(async () => {
  await server?.close();
  await chromium?.close();
  site?.remove();
});

async function visit(path, options) {
  const page = await newPage(chromium.browser, server.origin, options);
  await page.goto(path);
  return page;
}

// Through the debugger, so that the page's policy stays as strict as it is.
async function axeFinds(page, options = {}) {
  const { violations } = await page.evaluate((chosen) => globalThis.axe.run(document, { resultTypes: ["violations"], ...chosen }), options);
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
}

const widthOf = (page) => page.evaluate(() => document.documentElement.scrollWidth);

const smallTargets = (page) =>
  page.evaluate(() => {
    const isInText = (element) => getComputedStyle(element).display === "inline";
    return [...document.querySelectorAll("a, button, input, select, summary")]
      .filter((element) => element.checkVisibility() && !isInText(element))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24)
      .map(([element, box]) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`);
  });

const addStyle = (page, style) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, style);

const enlargeText = (page) => addStyle(page, "html { font-size: 200%; }");
// Also what is far below the fold.
const layOutAll = (page) => addStyle(page, "* { content-visibility: visible !important; }");

describe("every kind of page", { concurrency: 3 }, () => {
  for (const [name, path] of Object.entries(pages)) {
    test(`${name}: axe finds nothing in light, dark and at 320 px; targets are large, nothing scrolls sideways`, async () => {
      const page = await visit(path, { viewport: { width: 1280, height: 900 }, colorScheme: "light" });
      if (path.includes("?")) await page.locator("#f-status", { hasText: "match" }).waitFor();
      await page.evaluate(axe);
      assert.deepEqual(await axeFinds(page), []);
      // Only colours differ in the dark.
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      assert.deepEqual(await axeFinds(page, { runOnly: ["color-contrast"] }), []);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await axeFinds(page), []);
      assert.ok((await widthOf(page)) <= 320, `the page is ${await widthOf(page)} px wide`);
      assert.deepEqual(await smallTargets(page), []);
      await page.setViewportSize({ width: 360, height: 640 });
      await enlargeText(page);
      assert.ok((await widthOf(page)) <= 360, `at 200 % the page is ${await widthOf(page)} px wide`);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }
});

test("without JavaScript every role, link and category is there, and no dead control", async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
  const page = await visit("/language-ai-training/bilingual-evaluators/", options);
  const count = Number(await page.locator(".live strong").textContent());
  assert.equal(await page.locator(".card:visible").count(), count);
  assert.equal(await page.locator(".card .button[rel~=sponsored]:visible").count(), count);
  assert.ok((await page.locator(".browse li a:visible").count()) > 80);
  for (const path of Object.values(pages)) {
    await page.goto(path);
    if (await page.locator("#filters").count()) {
      assert.equal(await page.locator("#filters").boundingBox(), null, path);
    }
    assert.equal(await page.locator("button:not([type=submit]):visible").count(), 0, path);
  }
  await page.goto("/");
  const isSaid = async () => Boolean(await page.locator("noscript .hint").boundingBox());
  assert.ok(await isSaid());
  await page.fill("#f-q", "nursing");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL("**/roles/?q=nursing#roles");
  assert.equal(await page.locator(".card:visible").count(), 50);
  assert.ok(await isSaid());
  await page.context().close();
});

test("the page does not move while it loads", async () => {
  const sizes = [{ width: 320, height: 640 }, { width: 412, height: 823 }, { width: 1280, height: 900 }];
  for (const path of ["/", "/roles/", "/legal-ai-training/paralegals/", pages.role]) {
    for (const viewport of sizes) {
      const page = await newPage(chromium.browser, server.origin, { viewport });
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      // Scripts that come late, as on a slow line, must not move what is already there.
      await page.route("**/*.js", async (route) => {
        await new Promise((later) => setTimeout(later, 150));
        await route.continue();
      });
      await page.goto(path);
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => window.shift), 0, `${path} at ${viewport.width} px`);
      await page.context().close();
    }
  }
});

test("a link to a platform's jobs page says that it leads no further", async () => {
  const page = await visit("/roles/healthcare-expert-md-do-rn-np-pa-mph/");
  const name = /^Find it on Mercor’s jobs page ?: Healthcare Expert/;
  for (const link of await page.locator("a[rel~=sponsored]").all()) {
    assert.equal(await link.getAttribute("href"), "https://work.mercor.com/");
  }
  assert.equal(await page.getByRole("link", { name }).count(), 2);
  assert.match(await page.locator(".steps").innerText(), /look there for this title/);
  await page.goto("/roles/accountant-auditor/");
  await page.getByRole("link", { name: /^Apply on micro1 ?: / }).first().waitFor();
  assert.doesNotMatch(await page.locator(".steps").innerText(), /jobs page/);
  await page.goto("/pools/");
  await page.getByRole("link", { name: /^Open Turing’s jobs page ?: Turing/ }).waitFor();
  await page.context().close();
});

test("every page describes itself to search engines", async () => {
  const page = await visit("/");
  const seen = new Map();
  for (const path of ["/", "/roles/", "/roles/page/2/", "/pools/", "/404.html", "/legal-ai-training/", "/legal-ai-training/paralegals/", "/roles/accounting-expert/"]) {
    await page.goto(path);
    const text = await page.locator("meta[name=description]").getAttribute("content");
    assert.equal(await page.locator("meta[property='og:description']").getAttribute("content"), text, path);
    assert.ok(text && !seen.has(text), `${path}: ${text}`);
    seen.set(text, path);
  }
  await page.context().close();
});

test("the disclosure is read before any apply link, and stands in the first screen", async () => {
  const withApply = ["/", "/roles/", "/pools/", "/legal-ai-training/paralegals/", "/roles/accounting-expert/"];
  for (const path of withApply) {
    const page = await visit(path, { viewport: { width: 360, height: 640 } });
    const bottom = await page.locator(".disclosure").evaluate((p) => p.getBoundingClientRect().bottom);
    assert.ok(bottom <= 640, `${path}: ends at ${bottom}`);
    const comesFirst = await page.evaluate(() => {
      const link = document.querySelector("[rel~=sponsored]");
      const note = document.querySelector(".disclosure");
      return !link || Boolean(note.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    assert.ok(comesFirst, path);
    await page.context().close();
  }
});

test("every apply link is marked as an ad in words", async () => {
  const page = await visit("/roles/");
  const bad = await page.evaluate(() =>
    [...document.querySelectorAll("main a[href^='https:']")]
      .filter((link) => {
        const label = document.getElementById(link.getAttribute("aria-describedby"));
        return link.rel !== "sponsored nofollow noopener" || !label?.textContent.startsWith("Ad");
      })
      .map((link) => link.href),
  );
  assert.deepEqual(bad, []);
  await page.context().close();
});

test("a closed role has its banner and similar roles, and no apply link of its own", async () => {
  const page = await visit(pages["closed role"]);
  await page.getByText("This role has closed.").waitFor();
  assert.equal(await page.locator(".intro [rel~=sponsored]").count(), 0);
  assert.ok((await page.locator("section[aria-labelledby=similar] .card").count()) > 0);
  await page.context().close();
});

test("the keyboard reaches everything in order, and what it reaches is outlined and uncovered", async () => {
  const page = await visit("/legal-ai-training/paralegals/", phone);
  const count = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary")];
    return all.filter((element) => element.checkVisibility() && !element.disabled).length;
  });
  assert.ok(count > 120, `${count} stops`);
  let last = -1;
  for (let i = 0; i < count; ++i) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 30) / 2);
      return {
        html: element.outerHTML.slice(0, 80),
        place: [...document.querySelectorAll("*")].indexOf(element),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        uncovered: element.contains(top) || Boolean(top?.contains(element)),
      };
    });
    assert.ok(focus.outlined && focus.uncovered, focus.html);
    assert.ok(focus.place > last, `${focus.html} comes too late`);
    last = focus.place;
  }
  await page.context().close();
});

test("the first key press offers to skip to the content, and a question opens from the keyboard", async () => {
  const page = await visit("/legal-ai-training/paralegals/", phone);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
  await page.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("details p").first().isVisible());
  await page.context().close();
});

test("the links of a page to its own parts bring the part to the top", async () => {
  const page = await visit("/legal-ai-training/paralegals/", phone);
  for (const link of await page.locator(".contents a").all()) {
    const target = (await link.getAttribute("href")).slice(1);
    await link.click();
    await page.waitForURL(`**#${target}`);
    const top = await page.locator(`#${target}`).evaluate((e) => e.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 640, `${target} stands at ${top}`);
  }
  await page.context().close();
});

test("a role's page tells all facts, how to apply and who pays whom, and its cards lead to other live roles", async () => {
  const page = await visit(pages.role);
  const facts = await page.locator(".fact-list dt").allTextContents();
  for (const fact of ["Pay", "Platform", "Contract", "Where from", "Asked for", "Posted", "Last checked", "Listed in"]) {
    assert.ok(facts.includes(fact), fact);
  }
  await page.getByRole("heading", { name: "How to apply" }).waitFor();
  await page.getByRole("heading", { name: "Who pays whom" }).waitFor();
  const crumbs = await page.locator(".crumbs a").allTextContents();
  assert.deepEqual(crumbs, ["Home", "Finance & Accounting", "Accountants, Auditors & Tax"]);
  const similar = page.locator("section[aria-labelledby=similar] h3 a");
  assert.equal(await similar.count(), 6);
  const siblings = page.getByRole("region", { name: "More in Finance & Accounting" }).getByRole("link");
  const places = await siblings.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(places.includes("/finance-ai-training/accountants-tax/"), String(places));
  assert.equal(places.at(-1), "/roles/#browse");
  const twice = await visit(pages.role);
  assert.deepEqual(
    await twice.locator("section[aria-labelledby=similar] h3 a").allTextContents(),
    await similar.allTextContents(),
  );
  await page.context().close();
  await twice.context().close();
});

test("pay is set in one manner wherever it stands", async () => {
  const page = await visit("/");
  const manner = /^((from|up to) )?[^\d\s]{0,3} ?[\d,.]+(–[^\d\s]{0,3}[\d,.]+)? (\/ hour|per (day|week|month|year|project|task))$/;
  for (const path of ["/", "/roles/", "/language-ai-training/bilingual-evaluators/", "/roles/3d-animator-cgi-artist/"]) {
    await page.goto(path);
    const pays = await page.locator(".pay:not(.unknown)").allTextContents();
    assert.ok(pays.length, path);
    for (const pay of pays) assert.match(pay.trim(), manner);
    const unknown = new Set(await page.locator(".pay.unknown").allTextContents());
    unknown.delete("Pay not stated");
    assert.deepEqual([...unknown], [], path);
  }
  await page.context().close();
});

test("the first screen tells what the live roles pay, from the lowest to the highest that is stated", async () => {
  const page = await visit("/legal-ai-training/paralegals/", phone);
  const amounts = (await page.locator("#cards .amount").allTextContents()).flatMap((pay) => pay.match(/\d+/g).map(Number));
  const range = `Stated pay $${Math.min(...amounts)}–$${Math.max(...amounts)} / hour`;
  for (const path of ["/legal-ai-training/paralegals/", "/legal-ai-training/", "/", "/roles/"]) {
    await page.goto(path);
    const pays = page.locator(".pays");
    if (path.endsWith("paralegals/")) assert.equal(await pays.innerText(), range);
    else assert.match(await pays.innerText(), /^Stated pay \$\d+–\$\d+ \/ hour$/, path);
    const bottom = await pays.evaluate((e) => e.getBoundingClientRect().bottom);
    assert.ok(bottom <= 640, `${path}: ends at ${bottom}`);
  }
  await page.goto("/clinical-ai-training/dentists/");
  assert.equal(await page.locator(".pays").count(), 0);
  await page.context().close();
});

// One word that no line of a phone can hold, in every name that an editor writes.
function lengthenWords(sources) {
  const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";
  const change = (path, ...changes) => {
    const file = join(sources, "content", path);
    writeFileSync(file, changes.reduce((text, [from, to]) => text.replace(from, to), readFileSync(file, "utf8")));
  };
  const name = [/^name: .*/m, `name: ${word}`];
  change("site.yaml", name, [/legal_name: .*/, `legal_name: ${word}`], [/^  name: .*/m, `  name: ${word}`], [/^language: .*/m, "language: ar"]);
  change("platforms.yaml", [/name: micro1/, `name: ${word}`]);
  change("sections/legal-ai-training.md", name);
  change("categories/legal-ai-training/paralegals.md", name, [/^label: .*/m, `label: ${word}`]);
  change("pools/lawyers-and-paralegals.md", name);
  change("questions.yaml", [/question: .*/, `question: ${word}?`]);
  change("pages/about.md", [/^title: .*/m, `title: ${word}`]);
  const list = (field) => `${field}:\n  - ${word}\n`;
  change("roles/document-reviewer.md", [/^title: .*/m, `title: ${word}`],
    [/^(pay|professions|requirements|tasks|software|eligibility|commitment|summary):.*\n(  - .*\n)*/gm, ""],
    [/^posted:/m, `pay: {min: 1250, max: 1250000, currency: SEK, unit: project}\nsummary: ${word}\n` +
      `eligibility: ${word}\ncommitment: ${word}\n${["professions", "requirements", "tasks", "software"].map(list).join("")}posted:`]);
}

test("words that are longer than a line, from right to left, make no page wider than the screen", async (t) => {
  const long = buildSite(lengthenWords);
  t.after(long.remove);
  const host = await serve(long.folder);
  t.after(host.close);
  for (const width of [320, 800]) {
    const page = await newPage(chromium.browser, host.origin, { viewport: { width, height: 640 } });
    for (const path of ["/", "/legal-ai-training/", "/legal-ai-training/paralegals/", "/roles/document-reviewer/", "/pools/", "/questions/", "/about/", "/roles/?q=document+review"]) {
      await page.goto(path);
      if (path.includes("?")) await page.locator("#results .card").first().waitFor();
      await layOutAll(page);
      assert.ok((await widthOf(page)) <= width, `${path}: ${await widthOf(page)} px at ${width} px`);
    }
    await page.context().close();
  }
});

test("on a phone Apply stands beside the dates or is as wide as the card", async () => {
  for (const width of [320, 360, 390, 430]) {
    const page = await visit("/legal-ai-training/paralegals/", { viewport: { width, height: 740 } });
    const cards = await page.locator("#cards > .card").evaluateAll((all) =>
      all.map((card) => {
        const box = (selector) => card.querySelector(selector).getBoundingClientRect();
        return { card: card.getBoundingClientRect(), button: box(".button"), ad: box(".ad"), dates: box(".dates") };
      }));
    for (const { card, button, ad, dates } of cards) {
      assert.ok(Math.abs(button.right - card.right) < 2, `${width} px: ends at ${button.right} of ${card.right}`);
      assert.ok(Math.abs(ad.left - button.left) < 2, `${width} px: the label begins at ${ad.left}`);
      if (button.left > card.left + 2) assert.ok(dates.bottom > button.top, `${width} px: the dates stand above`);
    }
    await page.context().close();
  }
});

test("on a tablet a band of pay stands in one line", async () => {
  const page = await visit("/legal-ai-training/lawyers/", { viewport: { width: 768, height: 1024 } });
  const lines = await page.locator("#cards .pay:not(.unknown)").evaluateAll((all) =>
    all.map((pay) => [pay.textContent, pay.querySelector(".unit").getBoundingClientRect().top < pay.querySelector(".amount").getBoundingClientRect().bottom]));
  assert.ok(lines.length > 3);
  assert.deepEqual(lines.filter(([, isOne]) => !isOne), []);
  await page.context().close();
});

test("the scroll bar is right before all of the page is laid out", async () => {
  for (const width of [360, 1280]) {
    for (const path of ["/", "/roles/", "/legal-ai-training/", "/legal-ai-training/paralegals/"]) {
      const page = await visit(path, { viewport: { width, height: 740 } });
      const height = () => page.evaluate(() => document.documentElement.scrollHeight);
      const guessed = await height();
      await layOutAll(page);
      const off = guessed / (await height());
      assert.ok(off > 0.85 && off < 1.15, `${path} at ${width} px: ${off} of its height`);
      await page.context().close();
    }
  }
});

test("the page of pools begins with a way to each", async () => {
  const page = await visit(pages.pools, phone);
  const links = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  const names = await page.locator(".pool h2").allTextContents();
  assert.deepEqual(await links.allTextContents(), names);
  await links.last().click();
  const top = await page.getByRole("heading", { name: names.at(-1) }).evaluate((e) => e.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 640, `stands at ${top}`);
  await page.context().close();
});

test("on paper all facts of a role begin at one line", async () => {
  for (const width of [700, 800]) {
    const page = await visit("/roles/accounting-expert/", { viewport: { width, height: 900 } });
    await page.emulateMedia({ media: "print" });
    const starts = await page.locator(".fact-list > div").evaluateAll((facts) =>
      facts.map((fact) => {
        const range = document.createRange();
        range.selectNodeContents(fact.querySelector("dd"));
        return Math.round(range.getClientRects()[0].left);
      }));
    assert.equal(new Set(starts).size, 1, `at ${width} px: ${starts}`);
    await page.context().close();
  }
});

test("on paper as narrow as A4 the parts of a card stand one below the other, at its edge", async () => {
  const page = await visit("/legal-ai-training/paralegals/", { viewport: { width: 718, height: 900 } });
  await page.emulateMedia({ media: "print" });
  const cards = await page.locator("#cards > .card").evaluateAll((all) =>
    all.map((card) => [".matter", ".dates", ".ad", ".button"].map((part) => {
      const { left, top } = card.querySelector(part).getBoundingClientRect();
      return { left: left - card.getBoundingClientRect().left, top };
    })));
  for (const parts of cards) {
    assert.deepEqual(parts.map(({ left }) => Math.round(left)), [0, 0, 0, 0]);
    assert.deepEqual(parts.toSorted((a, b) => a.top - b.top), parts);
  }
  await page.context().close();
});

test("on paper the addresses of links to apply are there, and what only a screen needs is not", async () => {
  const page = await visit("/legal-ai-training/paralegals/");
  await page.emulateMedia({ media: "print" });
  const apply = page.locator(".card .button").first();
  const printed = await apply.evaluate((link) => getComputedStyle(link, "::after").content);
  assert.ok(printed.includes("https://"), printed);
  for (const selector of [".site-header nav", ".browse", "#filters"]) {
    assert.equal(await page.locator(selector).isVisible(), false, selector);
  }
  await page.context().close();
});

test("a category with 50 cards and what it loads stay within their budget", async () => {
  const category = "language-ai-training/bilingual-evaluators";
  const large = buildSite((sources) =>
    gatherRoles(sources, ["language-ai-training", "science-ai-training"], category));
  const host = await serve(large.folder);
  const gzipped = (path) => gzipSync(readFileSync(join(large.folder, path)), { level: 9 }).length;
  const page = await newPage(chromium.browser, host.origin);
  await page.goto(`/${category}/`, { waitUntil: "networkidle" });
  assert.equal(await page.locator("#cards > .card").count(), 50);
  const html = gzipped(`${category}/index.html`);
  assert.ok(html <= 25 * 1024, `the page has ${html} bytes`);
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
  const files = loaded.filter((path) => /\.(css|js)$/.test(path));
  assert.ok(files.length >= 3, files.join());
  const bytes = files.reduce((sum, path) => sum + gzipped(path), 0);
  assert.ok(bytes <= 12 * 1024, `style and scripts have ${bytes} bytes`);
  await page.context().close();
  await host.close();
  large.remove();
});
