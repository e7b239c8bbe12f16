// Brings a page up to date that was built some days ago: takes away what has closed since, counts
// again and says how long ago a day is. Without this script every role and day is there to read.
// `siteTime.refresh(root)` does the same within an element that a script adds later.
(() => {
  "use strict";

  const msPerDay = 86_400_000;
  const { timeZone: zoneOfTheBoard, after, index } = document.currentScript.dataset;
  const today = dayIn(zoneOfTheBoard);

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

  // ---- How long ago

  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const units = [ // [from so many days on, the unit, its days]
    [730, "year", 365.25],
    [60, "month", 30.44],
    [14, "week", 7],
    [0, "day", 1],
  ];
  const shownAges = []; // [element, the day in words, how long ago]

  function sayAge(time) {
    time.classList.remove("ago"); // said once
    const days = daysSince(time.dateTime);
    const isAhead = days < 0;
    const [, unit, length] = units.find(([from]) => Math.abs(days) >= from);
    const age = words.format(-Math.round(days / length), unit);
    const day = time.textContent;
    if (time.classList.contains("beside")) return time.after(` (${age})`);
    if (isAhead) return; // a clock that is behind
    time.title = day;
    time.textContent = age;
    shownAges.push([time, day, age]);
  }

  // Paper is read later.
  addEventListener("beforeprint", () => shownAges.forEach(([time, day]) => (time.textContent = day)));
  addEventListener("afterprint", () => shownAges.forEach(([time, , age]) => (time.textContent = age)));

  // ---- What has closed

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
    const pays = number.closest("li, p, .head")?.querySelector(".pays");
    if (pays) pays.hidden = true; // perhaps the pay of a role that has closed
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
    allIn(root, "time.ago").forEach(sayAge);
    for (const element of allIn(root, "[data-closes]")) {
      if (hasClosed(element)) element.hidden = true;
    }
    for (const word of allIn(root, "[data-past]")) {
      if (word.dataset.day < today) word.textContent = word.dataset.past;
    }
    for (const note of allIn(root, "[data-closed-after]")) {
      note.hidden = note.dataset.closedAfter >= today;
    }
  }

  refresh(document);
  document.querySelectorAll("[data-closings]").forEach(recount);
  showIfUpdatedDaily();
  const failed = "The search could not be loaded. Please try again in a moment.";
  const dayNow = () => Date.parse(dayIn(zoneOfTheBoard));
  const preload = (href) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
  window.siteTime = { hasClosed, refresh, dayNow, failed, sayFailed, preload };

  // The page's tools come after its first paint, which they would delay on a slow line, unless the
  // address asks for a part of the list: the whole of it would only flash by, so it is hidden until
  // the search has an answer, or none comes.
  const root = document.documentElement.classList;
  const showAll = () => root.remove("finding");
  const longestWait = 10_000; // ms
  const asked = /[?&](q|profession|task|software|platform|category|eligibility|pay_min|sort)=[^&]/;
  if (index && asked.test(location.search)) {
    root.add("finding");
    setTimeout(showAll, longestWait);
  }
  function sayFailed() {
    showAll();
    document.getElementById("f-q").value ||= new URLSearchParams(location.search).get("q") ?? "";
    document.getElementById("f-status").textContent = failed;
  }
  const loadTools = () => Promise.all(after.split(" ").map((url) => import(url))).catch(() => index && sayFailed());
  if (location.search) {
    if (index) preload(index);
    loadTools();
  } else requestAnimationFrame(() => setTimeout(loadTools));
})();
