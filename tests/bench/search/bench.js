// Measures the search beside MiniSearch and Pagefind in headless Chromium, on the same documents in the same run.
//
//   ROLEPRESS_BINARY=… node bench.js [--docs docs.json.gz] [--queries queries.json --judge judge.mjs]
//                                    [--sizes 1000,10000,50000] [--engines ours,minisearch,pagefind]
//
// Without --docs it measures the project's own roles, and asks for words of their titles.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { measureInBrowser } from "./measure.js";
import { miniSearch, ours, pagefind } from "./engines.js";
import { readCorpus, readOwnRoles, writeBoard } from "./documents.js";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const { values: options } = parseArgs({
  options: {
    docs: { type: "string" },
    queries: { type: "string" },
    judge: { type: "string" },
    sizes: { type: "string", default: "1000,10000,50000" },
    engines: { type: "string", default: "ours,minisearch,pagefind" },
  },
});

const binary = process.env.ROLEPRESS_BINARY;
if (!binary) throw new Error("ROLEPRESS_BINARY is not set: name an optimised build of the generator");

// Fails where roles are missing from the index: it would be measured against whole ones.
function build(sources, output, expected) {
  const run = spawnSync(binary, ["build", "--quiet", "--output", output, "--date", "2026-11-24"], { cwd: sources, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the board cannot be built:\n${run.stderr.slice(-2000)}`);
  const { roles } = JSON.parse(readFileSync(join(output, "search/index.json"), "utf8"));
  if (expected && roles !== expected) throw new Error(`the index has ${roles} of ${expected} roles`);
}

const judged = options.queries ? JSON.parse(readFileSync(options.queries, "utf8")).queries : null;
const judge = options.judge && judged ? await import(pathToFileURL(resolve(options.judge)).href) : null;

async function measureSize(size, folder) {
  const published = join(folder, "public");
  let documents;
  if (options.docs) {
    documents = readCorpus(options.docs, size);
    mkdirSync(join(folder, "sources"), { recursive: true });
    writeBoard(join(folder, "sources"), project, documents);
    build(join(folder, "sources"), published, size);
  } else {
    build(project, published);
    documents = readOwnRoles(published);
  }
  const queries = judged ?? documents.slice(0, 100).map(({ title }) => ({ q: title.split(" ")[0] }));
  const engines = { ours: (at) => ours(at, published), minisearch: (at) => miniSearch(at, documents), pagefind: (at) => pagefind(at, documents) };
  const rows = [];
  for (const name of options.engines.split(",")) {
    const at = join(folder, name);
    mkdirSync(at);
    const { files } = await engines[name](at, documents);
    const measured = await measureInBrowser(at, queries.map(({ q }) => q));
    const relevance = judge ? judge.measure(judged, judge.judgements(judged, documents), measured.results) : null;
    rows.push({
      engine: name, roles: documents.length,
      "index MB": (files.reduce((sum, bytes) => sum + bytes, 0) / 1e6).toFixed(2), files: files.length,
      "cold KB": (measured.coldBytes / 1024).toFixed(1), requests: measured.coldRequests,
      "start ms": measured.startMs.toFixed(1), "slow, from nothing s": measured.slowSeconds.toFixed(2), "slow, first word s": measured.slowTyped.toFixed(2),
      "warm ms": measured.warmMedian.toFixed(2), "p95": measured.warmP95.toFixed(2), "heap MB": measured.heapMb.toFixed(1),
      ...(relevance && { "s@1": relevance.all.s1.toFixed(3), "ndcg": relevance.all.ndcg.toFixed(3), "r@50": relevance.all.rec.toFixed(3), typo: relevance.kinds.typo?.s1.toFixed(3), nothing: relevance.zeroCorrect.toFixed(2) }),
    });
  }
  return rows;
}

const folder = mkdtempSync(join(tmpdir(), "rolepress-search-bench-"));
try {
  const rows = [];
  for (const size of options.docs ? options.sizes.split(",").map(Number) : [0]) {
    mkdirSync(join(folder, String(size)));
    rows.push(...(await measureSize(size, join(folder, String(size)))));
  }
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
