// One engine in headless Chromium: a cold page for bytes, a slow line for the first result, and a
// warm page for everything else.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";

const types = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
const slowLine = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8), uploadThroughput: (0.75e6 / 8) };
const firstQuery = "nurse";
const rounds = 5;

async function serve(folder) {
  const count = { bytes: 0, requests: 0 };
  const packed = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end('<!doctype html><html lang="en"><title>bench</title>');
    try {
      if (!packed.has(path)) {
        const raw = await readFile(join(folder, decodeURIComponent(path)));
        const small = brotliCompressSync(raw);
        packed.set(path, small.length < raw.length ? [small, { "Content-Encoding": "br" }] : [raw, {}]);
      }
      const [body, headers] = packed.get(path);
      count.bytes += body.length;
      count.requests += 1;
      response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { count, origin: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

async function freshPage(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}

const startEngine = (page) =>
  page.evaluate(async () => {
    const { start } = await import("/engine.js");
    const began = performance.now();
    window.find = await start();
    return performance.now() - began;
  });

const percentile = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)];

export async function measureInBrowser(folder, queries) {
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"] });
  try {
    const cold = await freshPage(browser, server.origin);
    Object.assign(server.count, { bytes: 0, requests: 0 });
    const startMs = await startEngine(cold);
    await cold.evaluate((query) => window.find(query, 10), firstQuery);
    const { bytes: coldBytes, requests: coldRequests } = { ...server.count };
    await cold.context().close();

    // From nothing: the client, its start and the first answer; then what is left once it has started.
    const slow = await freshPage(browser, server.origin);
    const session = await slow.context().newCDPSession(slow);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", slowLine);
    const began = Date.now();
    await startEngine(slow);
    const started = Date.now();
    await slow.evaluate((query) => window.find(query, 10), firstQuery);
    const slowSeconds = (Date.now() - began) / 1000;
    const slowTyped = (Date.now() - started) / 1000;
    await slow.context().close();

    const warm = await freshPage(browser, server.origin);
    await startEngine(warm);
    const { results, times } = await warm.evaluate(async ([asked, repeats]) => {
      const results = [];
      for (const query of asked) results.push(await window.find(query, 50));
      const times = [];
      for (let round = 0; round < repeats; round++) {
        for (const query of asked) {
          const from = performance.now();
          await window.find(query + " ".repeat(round), 10);
          times.push(performance.now() - from);
        }
      }
      return { results, times };
    }, [queries, rounds]);
    const heap = await warm.context().newCDPSession(warm);
    await heap.send("HeapProfiler.collectGarbage");
    const { usedSize } = await heap.send("Runtime.getHeapUsage");
    return { startMs, coldBytes, coldRequests, slowSeconds, slowTyped, results, warmMedian: percentile(times, 0.5), warmP95: percentile(times, 0.95), heapMb: usedSize / 1e6 };
  } finally {
    await browser.close();
    server.close();
  }
}
