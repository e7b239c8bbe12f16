// The search client: openIndex(url) → {search, suggest}. Needs no page; Node 20 runs it too.
// The files' format stands in generator/search/index_format.h.

import { fillers, lower, scan, singular, stem, stops } from "./search-words.js";

const FORMAT = 5;

// ---- Files

const damaged = () => {
  throw new Error("the search index is damaged");
};
const decoder = new TextDecoder("utf-8", { fatal: true });

// Reads numbers and front-coded keys; `at()` is the place of the next.
function cursor(bytes, at = 0) {
  const key = new Uint8Array(999);
  let length = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; scale < 2 ** 42; scale *= 128) {
      const byte = bytes[at++] ?? damaged();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    damaged();
  };
  const nextKey = () => {
    const shared = number();
    const end = number() + at;
    if (shared > length || end > bytes.length) damaged();
    key.set(bytes.subarray(at, end), shared);
    length = shared + end - at;
    at = end;
    return decoder.decode(key.subarray(0, length));
  };
  return { number, nextKey, at: () => at, more: () => at < bytes.length };
}

// The keys in order, their postings (role · 32 + impact), and how many of these are facts, not texts.
function readTerms(bytes, roles) {
  const { number, nextKey, more } = cursor(bytes);
  const keys = [], ends = [0], facts = [], areas = [];
  const postings = new Int32Array(bytes.length);
  let at = 0;
  while (more()) {
    keys.push(nextKey());
    const counted = number();
    const n = Math.floor(counted / 2);
    if (n > roles) damaged();
    areas.push(counted % 2 > 0);
    let known = 0;
    for (let doc = -1, end = at + n; at < end; at++) {
      const posting = number();
      if ((doc += Math.floor(posting / 16) + 1) >= roles) damaged();
      postings[at] = doc * 32 + (posting % 16) + 1;
      if (posting % 16 > 3) known++;
    }
    facts.push(known);
    ends.push(at);
  }
  return { keys, term: (i) => ({ key: keys[i], n: ends[i + 1] - ends[i], facts: facts[i], isArea: areas[i], postings: postings.subarray(ends[i], ends[i + 1]) }) };
}

// How many of the sorted keys come before the key or are it.
function place(keys, key) {
  let low = 0, high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ---- The index

const exact = 16, form = 5, begun = 8, neighbours = 8;
const most = 4; // files for the beginning of a word

/// Opens the index whose index.json is at `url`. `fetch` may be replaced.
export async function openIndex(url, { fetch = globalThis.fetch } = {}) {
  const answer = async (name, options) => {
    const response = await fetch(new URL(name, url).href, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  const { format, roles, currency, cards, terms, spelling, closes, hashes } = await (await answer(url, { cache: "no-cache" })).json();
  if (format !== FORMAT) throw new Error(`the search index has format ${format}, not ${FORMAT}`);
  const begins = terms ? terms.split("|") : [];
  const loaded = new Map();

  // Sixteen files of a kind share a hash.
  const hashIn = (name) => {
    const [, kind, n] = /^([tc])(\d+)$/.exec(name) ?? [0, "rest", 0];
    return hashes[kind].substr((n >> 4) * 8, 8);
  };
  function load(name, read) {
    if (!loaded.has(name)) {
      const file = answer(`../assets/search/${name}.${hashIn(name)}.bin`)
        .then(({ body }) => new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer())
        .then((bytes) => read(new Uint8Array(bytes), roles));
      file.catch(() => loaded.delete(name));
      loaded.set(name, file);
    }
    return loaded.get(name);
  }

  const pairOf = (name, next) => `${name} ${next}`;
  const termFile = (n) => load(`t${n}`, readTerms);
  async function find(key) {
    if (!roles) return;
    const { keys, term } = await termFile(place(begins, key));
    const i = place(keys, key) - 1;
    const found = keys[i] === key && term(i);
    if (found.n) return found;
  }

  // Whether titles use other forms of a stem.
  async function hasForms(name) {
    const { keys } = await termFile(place(begins, name + "="));
    return !!keys[place(keys, name + "=")]?.startsWith(name + "=");
  }

  const weigh = (n) => Math.floor(16 * Math.log2(1 + roles / n));

  // The terms of the words that begin so.
  async function begunTerms(word) {
    const from = place(begins, word);
    const end = word + "\uffff";
    const files = place(begins, end) - from + 1;
    const listed = files > most && (await find(word + "*"));
    if (listed) return [listed];
    const found = new Map();
    for (const { keys, term } of await Promise.all(Array.from({ length: Math.min(files, most) }, (_, i) => termFile(from + i)))) {
      for (let i = place(keys, end); i-- && keys[i].startsWith(word); ) {
        const one = !/[ =*]/.test(keys[i]) && term(i);
        if (!one) continue;
        const name = one.n ? keys[i] : stem(keys[i].replace("~", ""));
        found.set(name, one.n ? one : await find(name));
      }
    }
    return [...found.values()].filter(Boolean);
  }

  // What a word finds: {weight, lists: [[term, factor, that of facts where it is another]], form}.
  async function resolve(word, isOpen, factor = exact) {
    const name = stem(word);
    const [own, same, started] = await Promise.all([find(name), find(`${name}=${singular(word)}`), isOpen && begunTerms(word)]);
    const others = started && (!own || word[1]) ? started.filter(({ key }) => key !== name) : [];
    const all = others.reduce((sum, { n }) => sum + n, 0);
    const uses = Math.min(roles, all + (own?.n ?? 0));
    if (!uses) return;
    const weight = weigh(uses);
    const lists = others.map((term) => [term, weight * begun]);
    if (own) lists.push([own, weight * factor]);
    const isArea = own ? own.isArea : others.every((term) => term.isArea);
    return { name, word, weight, lists, isArea, form: same, uses, isOdd: !all && !same && (await hasForms(name)) };
  }

  const scaled = (one, share, whole) => {
    const part = (weight) => Math.ceil((weight * share) / whole);
    return { ...one, weight: part(one.weight), lists: one.lists.map(([term, ...factors]) => [term, ...factors.map(part)]) };
  };

  // What hardly any title or fact says, or a filler, tells little of a role.
  function soften(one) {
    const [n, facts] = ["n", "facts"].map((name) => one.lists.reduce((sum, [term]) => sum + term[name], 0));
    const isFiller = fillers.has(one.word);
    const soft = scaled(one, Math.min(n + 80 * facts, isFiller ? 2 * n : 10 * n), 10 * n);
    if (!isFiller) soft.lists.forEach((list, i) => list.push(one.lists[i][1])); // but where they say it
    return soft;
  }

  // Words that mostly stand together, "part time", count half each.
  const areTied = (one, other, joint) => joint && joint.uses * 2 >= Math.min(one?.uses ?? 0, other?.uses ?? 0);

  // A word that few roles have may be misspelt itself.
  const isCommon = ({ uses }) => uses > Math.max(3, roles / 1000) || roles <= 500;

  // The words of a run, or the run as one word where roles write it so.
  async function wordsOf({ parts, joined }, isOpen) {
    const words = parts.filter((part) => !parts[1] || !stops.has(part)).map((word, i, all) => ({ word, isOpen: isOpen && !all[i + 1] }));
    const [whole, ...found] = joined ? await Promise.all([joined, ...parts].map((word) => resolve(word, isOpen && word !== parts[0]))) : [];
    return whole && ((!parts[2] && /\D/.test(parts[1]) && isCommon(whole)) || !found.every(Boolean)) ? [{ word: joined, isOpen }] : words;
  }

  // "it" in "head of it" and "it manager", not in "what does it take".
  const isTrade = (before, after) =>
    after ? !stops.has(after) && (!before || /^(?:an?|and|as|by|for|in|jobs?|of|or|the|to|with)$/.test(before) || !(stops.has(before) || fillers.has(before))) : before && (/^(?:for|in|of)$/.test(before) || !stops.has(before));

  // What each word of the query finds, in order; a word that nobody knows parts its neighbours all the same.
  async function read(query) {
    const scanned = scan(query.slice(0, 300)).slice(0, 12);
    const last = !/[ \t\n]$/.test(query) && scanned.at(-1);
    for (const run of scanned) if (run !== last && run.parts[0] === "us") run.parts[0] = "usa";
    scanned.forEach(({ parts }, i) => {
      if (parts[0] === "it" && isTrade(scanned[i - 1]?.parts[0], scanned[i + 1]?.parts[0])) parts[0] = "ict";
    });
    const saysNothing = ({ parts, joined }, i) => !joined && ((stops.has(parts[0]) && parts[0] !== "us") || (/^work(ing)?$/.test(parts[0]) && /^(as|in)$/.test(scanned[i + 1]?.parts[0])));
    const meant = scanned.filter((run, i) => !saysNothing(run, i));
    const asked = meant.length ? meant : scanned;
    const words = (await Promise.all(asked.map((run) => wordsOf(run, run === last)))).flat();
    for (const [i, { word }] of words.slice(1).entries()) find(pairOf(stem(words[i].word), stem(word))).catch(() => {}); // for rank()
    const [found, joints, next] = await Promise.all([
      Promise.all(words.map(({ word, isOpen }) => resolve(word, isOpen))),
      Promise.all(words.slice(1).map(({ word, isOpen }, i) => resolve(words[i].word + word, isOpen))),
      // The beginning of the next word, or a stop word: it can only lift what the others find.
      last && last !== asked.at(-1) && resolve(last.parts[0], true),
    ]);
    const all = await Promise.all(words.map(async ({ word, isOpen }, i) => {
      const one = found[i];
      const both = [joints[i - 1], joints[i]].filter(Boolean);
      if (both[0]) {
        const halves = areTied(found[i - 1], one, joints[i - 1]) || areTied(one, found[i + 1], joints[i]) ? 2 : 1;
        if (!one) return scaled({ ...both[0], word }, 1, halves);
        const lists = [...one.lists, ...both.flatMap(({ lists }) => lists.map(([term, factor]) => [term, Math.min(factor, one.weight * exact)]))];
        return soften(scaled({ ...one, form: one.form ?? both[0].form, lists }, 1, halves));
      }
      if (stops.has(word)) return { ...one, word };
      // Where nobody or hardly anybody has a word: what was most likely meant.
      return one && !one.isOdd && (isCommon(one) || !word[4] || (!word[5] && one.lists.some(([{ facts }]) => facts))) ? soften(one) : (await more()).mend(word, one, resolve, isOpen);
    }));
    // Where other words say what the work is, those of an area choose among its roles.
    const meantWords = all.flat();
    const anyOther = meantWords.some(({ lists, isArea }) => lists && !isArea);
    return [...meantWords.map((one) => (anyOther && one.isArea ? scaled(one, 2, 3) : one)), ...(next ? [{ ...next, weight: 0 }] : [])];
  }

  // What only some searches need: corrections, filters, suggestions.
  let extras;
  const more = async () => (extras ??= (await import("./search-more.js")).extend({ cursor, decoder, load, spelling, scan, stem, singular, roles }));

  const best = new Int32Array(roles);
  const isSaid = new Uint8Array(roles);
  const sums = new Float64Array(roles);
  const matched = new Int32Array(roles);
  const covered = new Int32Array(roles);

  // The roles that have any of the words, best first: by the sum of what each word says of the role,
  // times the square of the share of the words that it has; one that a text just mentions counts less.
  async function rank(query) {
    const found = await read(query);
    const together = await Promise.all(found.map(({ lists }, i) => lists && found[i + 1]?.lists && find(pairOf(found[i].name, found[i + 1].name))));
    const touched = [];
    let whole = 0, most = 0;
    for (const { weight, lists, form: same } of found) {
      if (!lists) continue;
      const own = [];
      whole += weight;
      for (const [term, factor, ofFacts = factor] of lists) {
        for (const posting of term.postings) {
          const doc = posting >> 5, impact = posting & 31;
          if (!best[doc]) own.push(doc);
          if (impact > 3) isSaid[doc] = 1;
          best[doc] = Math.max(best[doc], impact * (impact > 4 ? ofFacts : factor));
        }
      }
      if (same) {
        const factor = weigh(same.n) * form;
        for (const posting of same.postings) if (best[posting >> 5]) best[posting >> 5] += (posting & 31) * factor;
      }
      for (const doc of own) {
        if (!matched[doc] && weight) touched.push(doc);
        if (matched[doc] || weight) sums[doc] += best[doc];
        covered[doc] += isSaid[doc] ? weight : Math.ceil(weight / 2);
        most = Math.max(most, (matched[doc] += weight));
        best[doc] = isSaid[doc] = 0;
      }
    }
    for (const pair of together.filter(Boolean)) {
      const factor = weigh(pair.n) * neighbours;
      for (const posting of pair.postings) if (matched[posting >> 5]) sums[posting >> 5] += (posting & 31) * factor;
    }
    // One number to sort by: the score, then the lower role number.
    const place = 2 ** 21, docs = [], complete = [];
    const keys = new Float64Array(touched.length);
    touched.forEach((doc, i) => {
      keys[i] = doc - Math.floor((sums[doc] * covered[doc] ** 2) / whole ** 2) * place;
      if (matched[doc] === most) complete.push(doc);
      sums[doc] = matched[doc] = covered[doc] = 0;
    });
    for (const key of keys.sort()) docs.push(key - Math.floor(key / place) * place);
    const words = found.filter(({ lists }) => lists);
    return {
      docs,
      complete,
      full: most === whole && words.length === found.length ? complete.length : 0,
      corrected: found.some(({ instead }) => instead) ? found.map(({ instead, word }) => instead ?? word).join(" ") : null,
      words: words.map(({ name, word }) => ({ stem: name, word })),
    };
  }

  const rolesUrl = new URL("../roles/", url).href;

  async function hit(doc) {
    const lines = await load(`c${Math.floor(doc / cards)}`, (bytes) => bytes);
    let from = 0;
    for (let i = doc % cards; i--; ) from = lines.indexOf(10, from) + 1;
    const [short, title, category, categoryName, platform, pay, eligibility, posted, checked, closes, summary, language] = JSON.parse(decoder.decode(lines.subarray(from, lines.indexOf(10, from))));
    const [min, max, currency, unit] = pay || [];
    const slug = short.replace("*", () => lower(title.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")));
    return { slug, url: `${rolesUrl}${slug}/`, title, category, categoryName, platform, pay: unit ? { min, max, currency, unit } : null, eligibility, posted, checked, closes, summary, language };
  }

  /// Roles for the words of `query` that pass the filters {profession: [values], …, pay_min}.
  /// `full` of the `total` have all the words. Sorted by relevance; or by newest or pay, those with all words first. `facets: true` counts values, leaving out each group's own;
  /// `since` counts those with all words that were posted from that day on; `outside`: not of that category.
  async function search(query, { limit = 10, offset = 0, today = Math.floor(Date.now() / 864e5), ...options } = {}) {
    const found = query.trim() ? await rank(query) : { full: roles, corrected: null, words: [] };
    const day = closes < today && closes;
    const isPlain = found.docs && !day && !Object.values({ ...options, ...options.filters, filters: 0 }).some(Boolean);
    const { docs, complete, ...rest } = isPlain ? found : { ...found, ...(await (await more()).narrow(found, { ...options, today: day && today })) };
    return { total: docs.length, hits: await Promise.all(docs.slice(offset, offset + limit).map(hit)), ...rest };
  }

  return { search, suggest: async (...args) => (await more()).suggest(...args), roles, currency };
}
