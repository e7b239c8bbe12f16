// What a visitor on a phone on slow 4G waits for, page by page, and what is sent: `npm run bench`.
// Reported, never asserted: the figures vary with the machine.

import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportsOn } from "./support/lighthouse.js";
import { gatherRoles } from "./support/roles.js";
import { serve } from "./support/server.js";
import { buildSite } from "./support/site.js";

const paths = [
  "/",
  "/legal-ai-training/",
  "/language-ai-training/bilingual-evaluators/", // with 50 cards
  "/roles/",
  "/roles/3d-animator-cgi-artist/",
];

const site = buildSite((sources) =>
  gatherRoles(sources, ["language-ai-training", "science-ai-training"], "language-ai-training/bilingual-evaluators"));
const server = await serve(site.folder);
try {
  const rows = (await reportsOn(server.origin, paths, ["performance"])).map(({ path, categories, audits }) => {
    const html = gzipSync(readFileSync(join(site.folder, path, "index.html")), { level: 9 }).length;
    const seconds = (name) => (audits[name].numericValue / 1000).toFixed(2);
    return {
      page: path,
      score: Math.round(categories.performance.score * 100),
      "FCP s": seconds("first-contentful-paint"),
      "LCP s": seconds("largest-contentful-paint"),
      CLS: audits["cumulative-layout-shift"].numericValue,
      "TBT ms": Math.round(audits["total-blocking-time"].numericValue),
      "HTML gz": html,
      "all sent": audits["total-byte-weight"].numericValue,
    };
  });
  console.table(rows);
} finally {
  await server.close();
  site.remove();
}
