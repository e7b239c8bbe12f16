// What only some searches need, fetched when they do: corrections, filters and counts, suggestions.

const facetNames = ["profession", "task", "software", "platform", "category", "eligibility"];

// Edits from one to the other, swapped neighbours as one; more than `most` gives most + 1.
export function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before, last, row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row[b.length];
}

const mostEdits = (word) => (word.length < 4 || /[^a-z]/.test(word) ? 0 : word.length < 8 ? 1 : 2);
// First letters that are mistaken for each other.
const soundsLike = Object.fromEntries("aeo bd cks db eia fp gj hw iey jg kc li mn nkg oa pf qk rw scp tp uey vw wr xz yi zsx".split(" ").map(([letter, ...others]) => [letter, others]));

export function extend({ cursor, decoder, load, spelling, scan }) {
  // Facets: {values: [[value, label]], of: places of each role}; numbers: {of: one of each role}.
  function readColumn(bytes, roles) {
    const end = bytes.indexOf(10);
    const values = JSON.parse(decoder.decode(bytes.subarray(0, end)));
    const { number } = cursor(bytes, end + 1);
    const of = Array.from({ length: roles }, () =>
      values.length ? Array.from({ length: Math.min(number(), values.length) }, () => Math.min(number(), values.length - 1)) : number());
    return { values, of };
  }

  const readSpelling = (bytes) => {
    const { number, nextKey, more } = cursor(bytes);
    const found = [];
    while (more()) found.push([nextKey(), number()]);
    return found;
  };
  // The known word that was most likely meant.
  async function correct(word, leastCommon) {
    const most = leastCommon ? Math.min(1, mostEdits(word)) : mostEdits(word);
    for (const letter of most ? new Set([word[0], word[1], ...soundsLike[word[0]]]) : []) {
      if (!spelling.includes(letter)) continue;
      let best, least = most, uses = 0;
      for (const [known, common] of await load(`s${letter}`, readSpelling)) {
        if (known === word || common < leastCommon) continue;
        const far = edits(word, known, least);
        if (far > least || (best && far === least && common <= uses)) continue;
        [best, least, uses] = [known, far, common];
      }
      if (best) return best;
    }
  }

  const column = (name) => load(name, readColumn);

  async function narrow(all, { filters, facets: wantFacets, since, sort, today }) {
    const days = today && (await column("closes")).of;
    const docs = days ? all.filter((doc) => !days[doc] || days[doc] >= today) : all;
    const active = facetNames.filter((name) => filters[name]?.length);
    const names = wantFacets ? facetNames : active;
    const [pays, ...columns] = await Promise.all([filters.pay_min ? column("pay") : null, ...names.map(column)]);
    const wanted = names.map((name, i) => {
      const chosen = new Set([filters[name] ?? []].flat());
      return chosen.size ? columns[i].values.map(([value]) => chosen.has(value)) : null;
    });
    const counts = columns.map(({ values }) => new Int32Array(values.length));
    const without = {};
    const left = docs.filter((doc) => {
      const failed = pays && pays.of[doc] < filters.pay_min * 100 ? ["pay_min"] : [];
      names.forEach((name, i) => wanted[i] && !columns[i].of[doc].some((place) => wanted[i][place]) && failed.push(name));
      if (failed.length === 1) without[failed[0]] = (without[failed[0]] ?? 0) + 1;
      if (failed.length < 2) names.forEach((name, i) => (!failed.length || failed[0] === name) && columns[i].of[doc].forEach((place) => counts[i][place]++));
      return !failed.length;
    });
    const facets = {};
    names.forEach((name, i) => (facets[name] = columns[i].values.map(([value, label], place) => ({ value, label, count: counts[i][place] }))));
    const posted = since ? (await column("posted")).of : [];
    const newer = left.filter((doc) => posted[doc] > since).length;
    if (sort === "pay" || sort === "newest") {
      const { of } = await column(sort === "pay" ? "pay" : "posted");
      left.sort((a, b) => of[b] - of[a]);
    }
    return { left, facets, without, newer };
  }

  /// Up to `limit` queries that go on from what was typed, the commonest words first.
  async function suggest(prefix, limit = 6) {
    const typed = scan(prefix).at(-1)?.parts.at(-1) ?? "";
    if (!spelling.includes(typed[0] ?? " ") || /\s$/.test(prefix)) return [];
    const known = await load(`s${typed[0]}`, readSpelling);
    return known
      .filter(([word]) => word.startsWith(typed) && word !== typed)
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([word]) => prefix.slice(0, Math.max(0, prefix.length - typed.length)) + word);
  }


  return { correct, narrow, suggest };
}
