/*
Search in the reader's own browser: the words of the articles stand in files beside the
search page, a segment for each year, and the newest are asked first.

A reader's words are folded as render/pages/search/words.py folds those of the articles;
whatever changes here has to change there.
*/

(function () {
  "use strict";

  const LONGEST = 32;
  const ENOUGH = 20;
  // A word counts for so much in the body, in headings, in tags and in the title.
  const WEIGHTS = [1, 3, 6, 10];
  const WHOLE_WORD = 2;
  const UNHEARD = new RegExp(
    "[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a" +
      "\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed" +
      "\\u00ad\\u200b-\\u200d\\u2060\\ufeff]",
    "gu",
  );
  const PLAIN = {
    æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ı: "i", ς: "σ",
  };
  const ACCENTED = new RegExp("[" + Object.keys(PLAIN).join("") + "]", "g");
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff" +
    "\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUN = new RegExp(
    "([" + UNSPACED + "]+)|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0dff])+",
    "gu",
  );
  // A word as it is written, with its accents; or one letter of an unspaced script.
  const WRITTEN = new RegExp(
    "[" + UNSPACED + "]\\p{M}*|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d])+",
    "gu",
  );

  function folded(text) {
    return text
      .normalize("NFKD")
      .toLowerCase()
      .replace(ACCENTED, (letter) => PLAIN[letter])
      .replace(UNHEARD, "")
      .normalize("NFC");
  }

  function wordsOf(text) {
    const words = [];
    for (const run of folded(text).matchAll(RUN)) {
      const letters = [...run[0]];
      if (run[1] === undefined) {
        words.push(letters.slice(0, LONGEST).join(""));
      } else {
        letters.forEach((letter, n) => words.push(letter + (letters[n + 1] || "")));
      }
    }
    return words;
  }

  // By the number of an entry in the segment, what one word of the reader counts there.
  function scores(segment, word) {
    const found = new Map();
    for (const [known, steps] of segment.words) {
      if (!known.startsWith(word)) {
        continue;
      }
      let number = 0;
      for (const step of steps) {
        number += step;
        const score = WEIGHTS[number % 4] * (known === word ? WHOLE_WORD : 1);
        const entry = number >> 2;
        found.set(entry, Math.max(found.get(entry) || 0, score));
      }
    }
    return found;
  }

  // The entries of a segment that have every word.
  function search(segment, words) {
    const [first, ...others] = words.map((word) => scores(segment, word));
    const results = [];
    for (const [number, score] of first) {
      if (others.every((found) => found.has(number))) {
        const sum = others.reduce((all, found) => all + found.get(number), score);
        results.push({ entry: segment.entries[number], score: sum });
      }
    }
    return results;
  }

  const form = document.getElementById("search");
  const field = document.getElementById("q");
  const told = document.getElementById("found");
  const list = document.getElementById("results");
  const further = document.getElementById("further");
  const loaded = [];
  let names = null;
  let loading = null;
  let turn = 0;

  async function read(name) {
    const answer = await fetch(name + ".json");
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    return answer.json();
  }

  // Two searches may wait for one segment: it is read, and kept, once.
  function load() {
    loading = loading || loadNext().finally(() => (loading = null));
    return loading;
  }

  async function loadNext() {
    const segment = await read(names[loaded.length]);
    loaded.push({ entries: segment.entries, words: Object.entries(segment.words) });
  }

  // The text with each word that was asked for marked; only ever text, never markup.
  function marked(element, text, words) {
    let end = 0;
    for (const piece of text.matchAll(WRITTEN)) {
      const word = folded(piece[0]);
      if (!words.some((asked) => word.startsWith(asked) || isLetterOf(asked, word))) {
        continue;
      }
      element.append(text.slice(end, piece.index));
      const mark = document.createElement("mark");
      mark.textContent = piece[0];
      element.append(mark);
      end = piece.index + piece[0].length;
    }
    element.append(text.slice(end));
  }

  function isLetterOf(asked, word) {
    return new RegExp("^[" + UNSPACED + "]$", "u").test(word) && asked.includes(word);
  }

  function make(name, className) {
    const element = document.createElement(name);
    if (className) {
      element.className = className;
    }
    return element;
  }

  function day(date) {
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    return new Date(date).toLocaleDateString(language, form);
  }

  function shown([href, title, date, summary, tags, language], words) {
    const card = make("article", "card row");
    const side = make("p", "side");
    if (date) {
      const time = make("time");
      time.dateTime = date;
      time.textContent = day(date);
      side.append(time, " ");
    }
    for (const tag of tags.slice(0, 3)) {
      const span = make("span");
      span.textContent = tag;
      side.append(span, " ");
    }
    const text = make("div", "text");
    text.lang = language;
    text.dir = "auto";
    const link = make("a");
    link.href = form.dataset.root + href;
    marked(link, title, words);
    const heading = make("h2");
    heading.append(link);
    text.append(heading);
    if (summary) {
      const paragraph = make("p", "summary");
      marked(paragraph, summary, words);
      text.append(paragraph);
    }
    card.append(side, text);
    return card;
  }

  function show(words, isDone) {
    const results = loaded.flatMap((segment) => search(segment, words));
    // What counts the same stays in its order, newest first.
    results.sort((one, other) => other.score - one.score);
    list.replaceChildren(...results.map((result) => shown(result.entry, words)));
    const count = results.length === 1 ? "1 article" : results.length + " articles";
    const place = isDone && loaded.length < names.length ? " so far" : "";
    told.textContent = results.length ? count + place : isDone ? "No article has all these words." : "Searching …";
    return results.length;
  }

  async function answer(most) {
    const mine = ++turn;
    const words = [...new Set(wordsOf(field.value))];
    further.hidden = true;
    if (!words.length) {
      told.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      names = names || (await read("index")).segments;
      let found = show(words, !names.length);
      const goal = found + most;
      while (loaded.length < names.length && (found < goal || !loaded.length)) {
        await load();
        if (mine !== turn) {
          return;
        }
        found = show(words, false);
      }
      show(words, true);
      further.hidden = loaded.length >= names.length;
    } catch {
      told.textContent = "The index cannot be read just now. Please try again later.";
    }
  }

  function remember() {
    const place = new URL(location.href);
    place.searchParams.set("q", field.value);
    history.replaceState(null, "", place);
  }

  function start() {
    document.getElementById("without-script").hidden = true;
    form.hidden = false;
    field.value = new URLSearchParams(location.search).get("q") || "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember();
      answer(ENOUGH);
    });
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => answer(ENOUGH), 150);
    });
    further.querySelector("button").addEventListener("click", () => answer(ENOUGH));
    if (field.value) {
      answer(ENOUGH);
    } else {
      field.focus();
    }
  }

  if (form) {
    start();
  }
  // For our own tests, which hold the folding of both languages together.
  window.digestSearch = { wordsOf };
})();