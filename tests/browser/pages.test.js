// Every kind of page: accessible in both schemes and at 320 px, within its policy, whole without
// JavaScript, and with links that lead somewhere.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { loadAxe, newPage, openBrowser } from "./support/browser.js";
import { serve } from "./support/server.js";
import { buildSite, pagePaths } from "./support/site.js";

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

const looks = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "320 px": { viewport: { width: 320, height: 640 }, colorScheme: "light" },
};

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

for (const [look, options] of Object.entries(looks)) {
  describe(`in ${look}`, () => {
    for (const [name, path] of Object.entries(pages)) {
      test(`${name}: axe finds nothing, nothing scrolls sideways, no errors`, async () => {
        const page = await visit(path, options);
        if (path.includes("?")) await page.locator("#f-status", { hasText: "match" }).waitFor();
        // Through the debugger, so that the page's policy stays as strict as it is.
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          window.axe.run(document, {
            resultTypes: ["violations"],
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          }),
        );
        const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
        assert.deepEqual(found, []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= options.viewport.width, `the page is ${width} px wide`);
        assert.deepEqual(page.problems, []);
        await page.context().close();
      });
    }
  });
}

test("at 200 % text size on a phone nothing scrolls sideways", async () => {
  for (const path of Object.values(pages)) {
    const page = await visit(path, { viewport: { width: 360, height: 640 } });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 200%; }");
      document.adoptedStyleSheets = [sheet];
    });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${path} is ${width} px wide`);
    await page.context().close();
  }
});

test("links and buttons that stand alone are at least 24 px high and wide", async () => {
  for (const path of Object.values(pages)) {
    const page = await visit(path, { viewport: { width: 360, height: 640 } });
    const small = await page.evaluate(() => {
      const isInText = (element) => getComputedStyle(element).display === "inline";
      return [...document.querySelectorAll("a, button, input, select, summary")]
        .filter((element) => element.checkVisibility() && !isInText(element))
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([element, box]) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`);
    });
    assert.deepEqual(small, [], path);
    await page.context().close();
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
  await page.getByRole("button", { name: "Search roles" }).click();
  await page.waitForURL("**/roles/?q=nursing");
  assert.equal(await page.locator(".card:visible").count(), 50);
  assert.ok(await isSaid());
  await page.context().close();
});

test("the page does not move while it loads", async () => {
  for (const path of ["/roles/", "/legal-ai-training/paralegals/"]) {
    const page = await newPage(chromium.browser, server.origin, looks["320 px"]);
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(path);
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.shift), 0, path);
    await page.context().close();
  }
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

test("the focus is visible on everything that the Tab key reaches", async () => {
  const page = await visit("/legal-ai-training/paralegals/", { viewport: { width: 360, height: 640 } });
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 30) / 2);
      return {
        html: element.outerHTML.slice(0, 80),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        uncovered: element.contains(top) || Boolean(top?.contains(element)),
      };
    });
    assert.ok(focus.outlined && focus.uncovered, focus.html);
  }
  await page.context().close();
});

test("on the whole site ids are unique, headings in order, links and fragments resolve", async () => {
  const paths = pagePaths(site.folder);
  assert.ok(paths.length > 400, `${paths.length} pages`);
  const page = await visit("/");
  const known = new Map();
  for (const path of paths) {
    const html = readFileSync(join(site.folder, path.endsWith("/") ? `${path}index.html` : path), "utf8");
    known.set(path, await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, "text/html");
      const values = (selector, name) => [...parsed.querySelectorAll(selector)].map((e) => e.getAttribute(name));
      return {
        ids: values("[id]", "id"),
        references: ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) => values(`[${name}]`, name)),
        levels: [...parsed.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => Number(h.tagName[1])),
        links: [...values("a[href]", "href"), ...values("form[action]", "action")],
        files: [...values("link[href]", "href"), ...values("script[src]", "src"), ...values("img[src]", "src")],
        inline: parsed.querySelectorAll("style, [style], script:not([src]), [onclick], [onload]").length,
      };
    }, html));
  }
  const problems = [];
  for (const [path, found] of known) {
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
    for (const link of [...found.links, ...found.files]) {
      const url = new URL(link, `https://site.invalid${path}`);
      if (url.host !== "site.invalid" || url.pathname.startsWith("/assets/")) continue;
      const target = known.get(url.pathname);
      if (!target) problems.push(`${path}: ${link} leads nowhere`);
      else if (url.hash && !target.ids.includes(url.hash.slice(1))) problems.push(`${path}: no ${link}`);
    }
    for (const file of found.files.filter((name) => name.startsWith("/assets/"))) readFileSync(join(site.folder, file));
  }
  assert.deepEqual([...new Set(problems)].slice(0, 20), []);
  await page.context().close();
});
