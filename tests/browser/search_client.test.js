// The search client without a page: the shared text rules, its contract, and what happens when
// files fail. tests/search holds its answers to those of the C++ reader.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openIndex } from "../../layouts/assets/js/search.js";
import { scan, singular, stem } from "../../layouts/assets/js/search-words.js";
import { unlikeness } from "../../layouts/assets/js/search-more.js";
import { buildDate, buildSite } from "./support/site.js";

const data = resolve(dirname(fileURLToPath(import.meta.url)), "../data/search");

let site, index;
const openWith = (change = (bytes) => bytes, folder = site.folder) =>
  openIndex(pathToFileURL(join(folder, "search/index.json")).href, {
    fetch: async (url) => {
      const bytes = await change(await readFile(new URL(url)), new URL(url).pathname);
      return bytes === null ? new Response("", { status: 404 }) : new Response(bytes);
    },
  });

const today = Date.parse(buildDate) / 864e5;

before(async () => {
  site = buildSite();
  index = await openWith();
});
after(() => site?.remove());

test("text is taken apart as the shared cases say", () => {
  for (const { text, runs } of JSON.parse(readFileSync(join(data, "words.json"), "utf8"))) {
    const own = scan(text).map(({ parts, joined }) => parts.join(" ") + (joined && ` +${joined}`));
    assert.deepEqual(own, runs, text);
  }
});

test("stems and singulars are those of the index", () => {
  const lines = readFileSync(join(data, "stems.txt"), "utf8").trim().split("\n");
  for (const line of lines) {
    const [word] = line.split(" ");
    assert.equal(`${word} ${stem(word)} ${singular(word)}`, line);
  }
});

test("slips of typing cost what the shared cases say", () => {
  for (const { typed, known, unlike } of JSON.parse(readFileSync(join(data, "slips.json"), "utf8"))) {
    assert.equal(unlikeness(typed, known, 99), unlike, `${typed} for ${known}`);
    if (unlike) assert.ok(unlikeness(typed, known, unlike - 1) >= unlike, `${typed} for ${known} is beyond the limit`);
  }
});

test("a search gives hits with what a card needs", async () => {
  const { total, hits, corrected } = await index.search("nurse", { limit: 3 });
  assert.ok(total >= 3);
  assert.equal(corrected, null);
  assert.equal(hits.length, 3);
  assert.deepEqual(Object.keys(hits[0]).sort(), ["category", "categoryName", "checked", "closes", "eligibility", "language", "pay", "platform", "posted", "slug", "summary", "title", "url"]);
  assert.match(hits[0].url, /\/roles\/[a-z0-9-]+\/$/);
});

test("how many roles have all the words is told apart", async () => {
  const one = await index.search("python");
  assert.equal(one.full, one.total);
  const two = await index.search("medical writer");
  assert.ok(two.full > 0 && two.full < two.total);
  assert.equal((await index.search("medical writer", { filters: { platform: ["Mercor", "Turing", "micro1"] } })).full, two.full);
  assert.equal((await index.search("nurse zzqxv")).full, 0);
  const all = await index.search("");
  assert.equal(all.full, all.total);
});

test("what is new is counted among the roles that have all the words, from the day itself on", async () => {
  const { hits: found, ...all } = await index.search("python engineer", { since: 1, limit: 400, sort: "newest", today });
  assert.ok(all.full > 0 && all.full < all.total);
  assert.equal(all.newer, found.slice(0, all.full).filter(({ posted }) => posted).length);
  assert.equal((await index.search("nurse zzqxv", { since: 1, today })).newer, 0);
  const { hits } = await index.search("", { limit: 400, today });
  const newest = hits[0].posted;
  assert.equal((await index.search("", { since: newest, today })).newer, hits.filter(({ posted }) => posted === newest).length);
});

test("a category can be left out, and its cards are not fetched", async () => {
  const asked = [];
  const own = await openWith((bytes, path) => asked.push(path) && bytes);
  const category = "software-ai-training/code-evaluation";
  const all = await own.search("python engineer", { limit: 0, today });
  const within = await own.search("python engineer", { limit: 0, today, filters: { category: [category] } });
  const { total, full, hits } = await own.search("python engineer", { limit: 5, today, outside: category });
  assert.ok(within.total > 0);
  assert.equal(total, all.total - within.total);
  assert.equal(full, all.full - within.full);
  assert.ok(hits.every((hit) => hit.category !== category));
  assert.ok(asked.filter((path) => /\/c\d/.test(path)).length <= 5);
});

test("pages of results follow each other without gap or repeat", async () => {
  const all = await index.search("expert", { limit: 40 });
  const parts = await Promise.all([0, 10, 20, 30].map((offset) => index.search("expert", { limit: 10, offset })));
  assert.deepEqual(parts.flatMap(({ hits }) => hits), all.hits);
});

test("filters are OR within a group and AND across, and counts leave out their own group", async () => {
  const count = async (filters) => (await index.search("python", { filters, limit: 1000 })).total;
  const [one, other, both] = await Promise.all([["Turing"], ["Mercor"], ["Turing", "Mercor"]].map((platform) => count({ platform })));
  assert.equal(both, one + other);
  const { facets, without, total } = await index.search("python", { filters: { platform: ["Turing"], software: ["SQL"] }, facets: true, limit: 0 });
  const counted = facets.platform.find(({ value }) => value === "Mercor").count;
  assert.equal(counted, await count({ platform: ["Mercor"], software: ["SQL"] }));
  assert.equal(total + (without.platform ?? 0), await count({ software: ["SQL"] }));
  assert.equal(await count({ category: ["software-ai-training"] }) >= await count({ category: ["software-ai-training/code-evaluation"] }), true);
  assert.equal(await count({ platform: ["nobody"] }), 0);
});

test("a facet that no role has does not keep the others from working", async () => {
  const bare = buildSite((sources) => {
    const folder = join(sources, "content/roles");
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      writeFileSync(file, readFileSync(file, "utf8").replace(/^(?:software|tasks|remote_from|countries):.*\n(?:  - .*\n)*/gm, ""));
    }
  });
  const own = await openWith(undefined, bare.folder);
  const { facets, total } = await own.search("nurse", { facets: true });
  assert.ok(total > 0 && facets.platform.length > 0);
  assert.deepEqual(facets.software, []);
  assert.equal((await own.search("nurse", { filters: { software: ["Python"] } })).total, 0);
  bare.remove();
});

test("sorting by pay and by day puts the unknown last", async () => {
  const byPay = await index.search("", { sort: "pay", limit: 400 });
  const pays = byPay.hits.map(({ pay }) => (pay?.unit === "hour" && pay.currency === index.currency ? pay.max || pay.min : 0));
  assert.deepEqual(pays, [...pays].sort((a, b) => b - a));
  const days = (await index.search("", { sort: "newest", limit: 400 })).hits.map(({ posted }) => posted);
  assert.deepEqual(days, [...days].sort((a, b) => b - a));
});

test("sorting a search by pay keeps those with all its words before the others", async () => {
  const { hits, words } = await index.search("medical writer", { sort: "pay", limit: 400 });
  const asked = new Set(words.map((word) => word.stem));
  const has = ({ title }) => new Set(scan(title).flatMap(({ parts }) => parts.map(stem)).filter((name) => asked.has(name))).size === asked.size;
  assert.ok(hits.some(has) && !hits.every(has));
  assert.ok(hits.findIndex(has) < 5);
});

test("a least pay takes only hourly bands that reach it", async () => {
  const { hits, total } = await index.search("", { filters: { pay_min: 100 }, limit: 400 });
  assert.ok(total > 10);
  for (const { pay } of hits) assert.ok(pay.unit === "hour" && (pay.max || pay.min) >= 10_000);
});

test("suggestions go on from what was typed", async () => {
  assert.ok((await index.suggest("nur")).includes("nurse"));
  assert.ok((await index.suggest("senior pyth")).includes("senior python"));
  assert.deepEqual(await index.suggest("Café, senior pyth", 1), ["Café, senior python"]);
  for (const nothing of ["", " ", "nurse ", "nur,", "M&A", "Ph.D.", "Ph.D", "head of IT", "🙂", "1"]) assert.deepEqual(await index.suggest(nothing), []);
});

test("roles that have closed since the build are left out", async () => {
  const closing = buildSite((sources) => {
    const file = join(sources, "content/roles/3d-animator-cgi-artist.md");
    writeFileSync(file, readFileSync(file, "utf8").replace("posted:", "closes: 2026-12-01\nposted:"));
  });
  const own = await openWith(undefined, closing.folder);
  const day = Date.parse("2026-12-01") / 864e5;
  const slugs = async (today) => (await own.search("3d animator", { today })).hits.map(({ slug }) => slug);
  assert.ok((await slugs(day)).includes("3d-animator-cgi-artist"));
  assert.ok(!(await slugs(day + 1)).includes("3d-animator-cgi-artist"));
  closing.remove();
});

test("a failed file rejects that search, and the next one tries again", async () => {
  let isDown = true;
  const own = await openWith((bytes, path) => (isDown && path.endsWith(".bin") ? null : bytes));
  await assert.rejects(own.search("nurse"), /404/);
  isDown = false;
  assert.ok((await own.search("nurse")).total > 0);
});

test("damaged files reject or answer, and never hang", async () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  let rejected = 0;
  for (let round = 0; round < 150; round++) {
    try {
      const own = await openWith((bytes, path) => {
        if (!path.endsWith(".bin") && round % 5) return bytes;
        const copy = Uint8Array.from(bytes);
        if (round % 2) return copy.slice(0, random(copy.length));
        copy[random(copy.length)] ^= 1 << random(8);
        return copy;
      });
      await own.search("nurse", { facets: true });
      await own.search("pyhton");
    } catch (error) {
      assert.ok(error instanceof Error);
      rejected += 1;
    }
  }
  assert.ok(rejected > 50, `${rejected} rejected`);
});

test("another format is refused in words", async () => {
  await assert.rejects(openWith((bytes, path) => (path.endsWith(".json") ? Buffer.from(String(bytes).replace('"format":5', '"format":9')) : bytes)), /format 9/);
});

test("hostile queries do nothing bad", async () => {
  const hostile = ["x".repeat(10_000), "nurse ".repeat(2000), "🙂".repeat(400), "مرحبا بالعالم", "(.*)+$ [a-z]{1,", "<img src=x onerror=alert(1)>", "__proto__ constructor toString", "\u0000\uffff\ud800"];
  for (const query of hostile) {
    const started = performance.now();
    const { total, hits } = await index.search(query);
    assert.ok(total >= hits.length);
    assert.ok(performance.now() - started < 500, query.slice(0, 20));
  }
});
