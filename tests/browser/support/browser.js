// Debian's Chromium with a profile of its own, and pages that record what must not happen on them.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const chromiumPath = "/usr/bin/chromium";
const advice = "run ./rolepress test, which installs them";

export async function importTool(name) {
  try {
    return await import(name);
  } catch {
    throw new Error(`the package ${name} of tests/browser/package.json is missing: ${advice}`);
  }
}

export async function loadAxe() {
  return (await importTool("axe-core")).default.source;
}

export async function openBrowser(args = []) {
  const { chromium } = await importTool("playwright-core");
  if (!existsSync(chromiumPath)) throw new Error(`${chromiumPath} is missing: ${advice}`);
  const profile = mkdtempSync(join(tmpdir(), "rolepress-chromium-"));
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disk-cache-dir=${profile}`,
      ...args,
    ],
    timeout: 60_000,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/// Opens a page in a new context. `page.problems` collects console errors, violations of the
/// content policy, uncaught errors and requests to other hosts.
export async function newPage(browser, origin, options = {}) {
  const context = await browser.newContext({ baseURL: origin, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) {
      page.problems.push(`request to another host: ${url}`);
    }
  });
  return page;
}
