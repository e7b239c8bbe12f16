// Lighthouse finds nothing to better in accessibility, best practices and what search engines ask for.
// Speed depends on the machine, so it is measured by `npm run bench` and not asserted here.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { reportsOn } from "./support/lighthouse.js";
import { serve } from "./support/server.js";
import { buildSite } from "./support/site.js";

const asserted = ["accessibility", "best-practices", "seo"];
const paths = ["/", "/language-ai-training/bilingual-evaluators/", "/roles/3d-animator-cgi-artist/"];

let site, server;

before(async () => {
  site = buildSite();
  server = await serve(site.folder);
});

after(async () => {
  await server?.close();
  site?.remove();
});

const shortcomings = ({ categories, audits }) =>
  asserted.flatMap((name) =>
    categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${name}: ${audits[id].title}`));

test("home, a category and a role have 100 for accessibility, best practices and search", async () => {
  const reports = await reportsOn(server.origin, paths, asserted);
  assert.equal(reports.length, paths.length);
  for (const report of reports) {
    assert.equal(report.runtimeError, undefined, report.path);
    assert.deepEqual(shortcomings(report), [], report.path);
    for (const name of asserted) assert.equal(report.categories[name].score, 1, `${report.path}: ${name}`);
  }
});
