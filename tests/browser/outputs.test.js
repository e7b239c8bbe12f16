// What machines read of the real site: feeds and sitemap against their schemas, JSON-LD against
// what search engines require, pictures, and every rule of publishing.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildDate, buildSite, pagePaths } from "./support/site.js";

const support = join(dirname(fileURLToPath(import.meta.url)), "support");
const renamed = "legal-ai-training/paralegals";

let site;
const read = (path) => readFileSync(join(site.folder, path), "utf8");
const files = (ending) =>
  readdirSync(site.folder, { recursive: true }).filter((name) => name.endsWith(ending)).sort();

before(() => (site = buildSite()));
after(() => site?.remove());

function validate(kind, schema, paths) {
  assert.ok(paths.length > 0);
  const run = spawnSync("xmllint", ["--noout", "--nonet", kind, join(support, schema), ...paths], {
    cwd: site.folder,
    encoding: "utf8",
  });
  assert.equal(run.error, undefined, "xmllint is missing: run ./rolepress test, which installs it");
  assert.equal(run.status, 0, run.stderr);
}

describe("feeds", () => {
  test("Atom feeds keep the rules of RFC 4287", () => {
    validate("--relaxng", "atom.rng", files("feed.xml"));
    for (const path of files("feed.xml")) {
      const ids = [...read(path).matchAll(/<id>(.*?)<\/id>/g)].map((match) => match[1]);
      assert.equal(new Set(ids).size, ids.length, `${path}: ids repeat`);
    }
  });

  test("JSON feeds keep the rules of version 1.1", () => {
    for (const path of files("feed.json")) {
      const feed = JSON.parse(read(path));
      assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
      assert.ok(feed.title);
      assert.ok(feed.feed_url.endsWith(`/${path}`), feed.feed_url);
      assert.ok(feed.home_page_url.startsWith("https://"));
      assert.ok(feed.authors.every((author) => author.name));
      for (const item of feed.items) {
        assert.equal(typeof item.id, "string");
        assert.ok(item.url.startsWith("https://") && item.title && item.content_html);
        for (const name of ["date_published", "date_modified"]) {
          if (name in item) assert.match(item[name], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        }
        assert.ok((item.tags ?? []).every((tag) => typeof tag === "string" && tag));
      }
    }
  });

  test("both formats list the same roles, Atom those of which a day is known, one for all and one for each category", () => {
    for (const path of files("feed.json")) {
      const ids = JSON.parse(read(path)).items.filter((item) => item.date_modified).map((item) => item.id);
      const atom = [...read(path.replace(".json", ".xml")).matchAll(/<entry>\n<id>(.*?)<\/id>/g)];
      assert.deepEqual(atom.map((match) => match[1]), ids, path);
    }
    const categories = readdirSync(join(site.sources, "content/categories"), { recursive: true });
    const count = categories.filter((name) => name.endsWith(".md")).length;
    assert.equal(files("feed.json").length, count + 1);
  });
});

test("the sitemap is valid, and lists every page that is for search engines", () => {
  validate("--schema", "sitemap.xsd", files(".xml").filter((path) => path.startsWith("sitemap")));
  const listed = [...read("sitemap.xml").matchAll(/<loc>https:\/\/[^/]+(.*?)<\/loc>/g)];
  const expected = pagePaths(site.folder).filter(
    (path) => !/<meta name="robots" content="noindex">/.test(read(join(path, path.endsWith("/") ? "index.html" : ""))),
  );
  assert.deepEqual(listed.map((match) => match[1]).sort(), expected);
});

const jsonLd = (html) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) =>
    JSON.parse(match[1]),
  );

const required = {
  BreadcrumbList: (list) =>
    list.itemListElement.length > 1 &&
    list.itemListElement.every((item, i) => item.position === i + 1 && item.name) &&
    list.itemListElement.slice(0, -1).every((item) => item.item.startsWith("https://")),
  FAQPage: (page) =>
    page.mainEntity.length > 0 &&
    page.mainEntity.every((q) => q["@type"] === "Question" && q.name && q.acceptedAnswer.text),
  JobPosting: (job) =>
    job.title &&
    job.description.startsWith("<") &&
    /^\d{4}-\d\d-\d\d$/.test(job.datePosted) &&
    job.hiringOrganization.name &&
    job.identifier.value &&
    job.jobLocationType === "TELECOMMUTE" &&
    job.applicantLocationRequirements.length > 0 &&
    job.applicantLocationRequirements.every((place) => place["@type"] === "Country" && place.name) &&
    job.employmentType === "CONTRACTOR" &&
    job.directApply === false,
  Organization: (publisher) => publisher.name && publisher.url && publisher.logo,
  WebSite: (website) => website.name && website.url,
};

test("all JSON-LD of the site has what search engines require", () => {
  const seen = new Set();
  const questions = new Map();
  for (const path of files(".html")) {
    for (const object of jsonLd(read(path))) {
      const type = object["@type"];
      seen.add(type);
      assert.equal(object["@context"], "https://schema.org", path);
      assert.ok(required[type]?.(object), `${path}: ${type} is incomplete`);
      for (const question of type === "FAQPage" ? object.mainEntity : []) {
        const other = questions.get(question.name);
        assert.ok(!other, `${question.name} is marked up on ${path} and on ${other}`);
        questions.set(question.name, path);
      }
    }
  }
  assert.deepEqual([...seen].sort(), Object.keys(required).sort());
});

// From the files of the roles themselves, so that the generator does not judge itself.
function isComplete(text) {
  const field = (name) => new RegExp(`^${name}: *(.*)`, "m").exec(text)?.[1];
  return Boolean(
    /^\d{4}/.test(field("posted") ?? "") &&
      field("posted") <= buildDate &&
      /^countries:\s*(\[.+\]|\n\s+- )/m.test(text) &&
      field("summary") &&
      /^$|\b(remote|worldwide)\b/i.test(field("eligibility") ?? "") &&
      !/\b(on[- ]?site|hybrid|in person|office[- ]based)\b/i.test(field("eligibility") ?? "") &&
      (field("status") ?? "live") === "live" &&
      !(field("closes") < buildDate) &&
      !(field("opens") > buildDate),
  );
}

test("job postings stand on the pages of complete roles, and only there", () => {
  const expected = readdirSync(join(site.sources, "content/roles"))
    .filter((name) => isComplete(readFileSync(join(site.sources, "content/roles", name), "utf8")))
    .map((name) => `roles/${name.replace(/\.\w+$/, "")}/index.html`);
  const found = files(".html").filter((path) => read(path).includes('"JobPosting"'));
  assert.ok(found.length > 0);
  assert.deepEqual(found, expected.sort());
});

test("pictures have the sizes that pages and networks ask for", () => {
  const sizeOf = (path) => {
    const bytes = readFileSync(join(site.folder, path));
    assert.equal(bytes.toString("latin1", 1, 4), "PNG", path);
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.length];
  };
  for (const path of files(".png").filter((name) => name.startsWith("assets/social/"))) {
    const [width, height, bytes] = sizeOf(path);
    assert.deepEqual([width, height], [1200, 630], path);
    assert.ok(bytes < 40_000, `${path} has ${bytes} bytes`);
  }
  for (const path of files(".png").filter((name) => name.startsWith("assets/icons/"))) {
    const side = Number(/icon-(\d+)\./.exec(path)[1]);
    assert.deepEqual(sizeOf(path).slice(0, 2), [side, side], path);
  }
  assert.ok(read(`${renamed}/index.html`).includes("/assets/social/legal-ai-training-paralegals."));
});

test("every rule of publishing holds on the real site, but for what nobody has told yet", () => {
  const run = spawnSync(
    process.env.ROLEPRESS_BINARY,
    ["check", "--rules", "--format", "json", "--date", buildDate],
    { cwd: site.sources, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  assert.equal(run.status, 0, run.stderr);
  const { rules } = JSON.parse(run.stdout);
  const broken = rules.filter((rule) => rule.outcome === "fail" && rule.rule !== "particulars-given");
  assert.deepEqual(broken.map((rule) => [rule.rule, rule.findings.slice(0, 3)]), []);
  const unknown = rules.find((rule) => rule.rule === "particulars-given").findings;
  for (const finding of unknown) assert.match(finding.message, /registered_office|email/);
});
