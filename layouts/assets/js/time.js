// Brings a page up to date that was built some days ago: takes away what has closed since and counts
// again. Without this script every role and date is there to read.
// `siteTime.refresh(root)` does the same within an element that a script adds later.
(() => {
  "use strict";

  const msPerDay = 86_400_000;
  const today = dayIn(document.currentScript.dataset.timeZone);

  function dayIn(timeZone) {
    const day = (zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
    try {
      return day(timeZone || "UTC");
    } catch {
      return day("UTC");
    }
  }

  const daysSince = (day) => Math.round((Date.parse(today) - Date.parse(day)) / msPerDay);
  const hasClosed = (element) => element.dataset.closes < today;

  // The element itself, and what is within it.
  function allIn(root, selector) {
    const within = [...root.querySelectorAll(selector)];
    return root.matches?.(selector) ? [root, ...within] : within;
  }

  function recount(number) {
    const gone = number.dataset.closings
      .split(" ")
      .map((entry) => entry.split(":"))
      .reduce((sum, [day, count]) => sum + (day < today ? Number(count) : 0), 0);
    if (!gone) return;
    const left = Number(number.textContent) - gone;
    number.textContent = left;
    const noun = number.parentNode.querySelector("[data-one]");
    if (noun) noun.textContent = left === 1 ? noun.dataset.one : noun.dataset.many;
  }

  function showIfUpdatedDaily() {
    const daily = document.querySelector(".daily");
    const updated = document.querySelector(".updated");
    const newest = updated?.querySelector("time").dateTime;
    if (!daily || !newest || daysSince(newest) <= 1) return;
    daily.hidden = true;
    updated.hidden = false;
  }

  function refresh(root) {
    for (const element of allIn(root, "[data-closes]")) {
      if (hasClosed(element)) element.hidden = true;
    }
    for (const note of allIn(root, "[data-closed-after]")) {
      note.hidden = note.dataset.closedAfter >= today;
    }
  }

  refresh(document);
  document.querySelectorAll("[data-closings]").forEach(recount);
  showIfUpdatedDaily();
  window.siteTime = { hasClosed, refresh };
})();
