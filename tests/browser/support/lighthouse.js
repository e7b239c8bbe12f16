// Lighthouse, on a browser of its own: it needs a port to steer it by.

import { createServer } from "node:net";
import { importTool, openBrowser } from "./browser.js";

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

/// Lighthouse's reports on the pages at `paths`, one after the other, as on a phone on slow 4G.
export async function reportsOn(origin, paths, onlyCategories) {
  const { default: lighthouse } = await importTool("lighthouse");
  const port = await freePort();
  const chromium = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    const reports = [];
    for (const path of paths) {
      const { lhr } = await lighthouse(origin + path, { port, output: "json", logLevel: "error", onlyCategories });
      reports.push({ path, ...lhr });
    }
    return reports;
  } finally {
    await chromium.close();
  }
}
