/*
The page of `digest preview`: it hears of each change, says what is new, and draws the
letter again without losing one's place in it.
*/

(function () {
  "use strict";

  // As digest.preview.views has them; the key of each is its number.
  const VIEWS = [
    ["desktop", "Desktop"],
    ["phone", "Phone"],
    ["dark", "Dark"],
    ["no-images", "No images"],
    ["text", "Text"],
    ["source", "Source"],
    ["headers", "Header"],
  ];
  const NAMES = VIEWS.map(([name]) => name);
  // A letter runs no script; its links open beside this page.
  const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const place = (id) => document.getElementById(id);
  const numbers = new Intl.NumberFormat("en-GB");
  const distances = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

  let told = null;

  // What is looked at stands in the address: #weekly/phone
  function chosen() {
    const [name, view] = decodeURIComponent(location.hash.slice(1)).split("/");
    const known = told.newsletters.find((each) => each.name === name);
    return {
      newsletter: known || told.newsletters[0],
      view: NAMES.includes(view) ? view : NAMES[0],
    };
  }

  function choose(name, view) {
    history.replaceState(null, "", `#${encodeURIComponent(name)}/${view}`);
    show();
  }

  function made(tag, words, values) {
    const element = document.createElement(tag);
    element.textContent = words;
    Object.assign(element, values);
    return element;
  }

  function counted(number, one, many) {
    return `${numbers.format(number)} ${number === 1 ? one : many}`;
  }

  // When the issue is due, as the clocks of its readers say.
  function due(newsletter) {
    const moment = new Date(newsletter.due);
    const day = moment.toLocaleString("en-GB", {
      timeZone: newsletter.zone,
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    const time = moment.toLocaleString("en-GB", {
      timeZone: newsletter.zone,
      hour: "2-digit",
      minute: "2-digit",
    });
    return `${day}, ${time} ${newsletter.zone}`;
  }

  function distance(newsletter) {
    const seconds = (new Date(newsletter.due) - Date.now()) / 1000;
    const [unit, length] = UNITS.find((each) => seconds >= each[1]) || UNITS[2];
    return distances.format(Math.max(0, Math.floor(seconds / length)), unit);
  }

  function factsOf(newsletter) {
    const letter = newsletter.letter;
    const share = Math.round((100 * letter.html) / letter.largest);
    return [
      ["Due", `${due(newsletter)}, ${distance(newsletter)}`],
      ["From", letter.sender],
      [
        "Entries",
        letter.lack
          ? `${numbers.format(letter.entries)}, only to look at: ${letter.lack}`
          : counted(letter.entries, "new entry", "new entries"),
      ],
      [
        "HTML",
        `${numbers.format(letter.html)} of ${numbers.format(letter.largest)} octets (${share} %)`,
      ],
      ["Message", `${numbers.format(letter.message)} octets`],
      ["Shortened", letter.shortened || "nothing"],
      [
        "Goes out",
        newsletter.waits ? "when you approve it: digest issues approve" : "by itself",
      ],
    ];
  }

  function drawNewsletters(newsletter, view) {
    const nav = place("newsletters");
    nav.hidden = told.newsletters.length < 2;
    nav.replaceChildren(
      ...told.newsletters.map((each) => {
        const link = made("a", each.title, {
          href: `#${encodeURIComponent(each.name)}/${view}`,
        });
        if (each === newsletter) {
          link.setAttribute("aria-current", "true");
        }
        return link;
      }),
    );
  }

  function drawViews(newsletter, view) {
    const row = place("views");
    if (!row.children.length) {
      row.append(
        ...VIEWS.map(([name, words], n) => {
          const tab = made("button", words, { id: `view-${name}`, type: "button" });
          tab.setAttribute("role", "tab");
          tab.setAttribute("aria-controls", "frame");
          tab.setAttribute("aria-keyshortcuts", String(n + 1));
          tab.addEventListener("click", () => choose(chosen().newsletter.name, name));
          return tab;
        }),
      );
    }
    for (const tab of row.children) {
      const isChosen = tab.id === `view-${view}`;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
    place("frame").setAttribute("aria-labelledby", `view-${view}`);
  }

  // Whoever sits inside of the letter has the same keys.
  function listen(frame) {
    const inside = frame.contentDocument;
    if (inside) {
      inside.addEventListener("keydown", press);
    }
  }

  // The new letter is drawn behind the old one, and takes its place when it is there.
  function drawLetter(newsletter, view) {
    const row = place("frame");
    row.className = `frame ${view}`;
    const name = encodeURIComponent(newsletter.name);
    const source = `letters/${name}/${view}?edition=${newsletter.edition}`;
    const last = row.lastElementChild;
    if (last && last.getAttribute("src") === source) {
      return;
    }
    const frame = document.createElement("iframe");
    const what = `${newsletter.name}/${view}`;
    frame.setAttribute("sandbox", SANDBOX);
    frame.dataset.what = what;
    frame.title = `${newsletter.title}: ${VIEWS[NAMES.indexOf(view)][1]}`;
    frame.addEventListener("load", () => {
      const former = [...row.children].filter(
        (each) => each.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING,
      );
      const same = former.find((each) => each.dataset.what === what);
      if (same && same.contentWindow && frame.contentWindow) {
        frame.contentWindow.scrollTo(0, same.contentWindow.scrollY);
      }
      former.forEach((each) => each.remove());
      listen(frame);
    });
    frame.setAttribute("src", source);
    row.append(frame);
  }

  function drawFindings(newsletter) {
    const findings = newsletter.letter.findings;
    place("findings-title").textContent = findings.length
      ? counted(findings.length, "finding", "findings")
      : "No finding";
    place("findings").replaceChildren(
      ...findings.map((finding) => {
        const item = made("li", "", { className: finding.severity });
        item.append(
          made("strong", finding.severity),
          made("span", finding.told),
          made("code", `${finding.place} ${finding.rule}`),
        );
        return item;
      }),
    );
    place("remarks").replaceChildren(...newsletter.remarks.map((words) => made("li", words)));
    place("problems-part").hidden = !newsletter.problems.length;
    place("problems").replaceChildren(
      ...newsletter.problems.map((problem) => made("li", problem)),
    );
  }

  function drawFault(newsletter) {
    const fault = told.fault || (newsletter && newsletter.problem) || "";
    const old = newsletter && newsletter.letter ? "Below is the last good one.\n" : "";
    place("fault").hidden = !fault;
    place("fault").textContent = fault && `This is not up to date. ${old}${fault}`;
    document.body.classList.toggle("old", Boolean(fault));
  }

  function show() {
    place("site").textContent = told.title || "Preview";
    if (!told.newsletters.length) {
      drawFault(null);
      return;
    }
    const { newsletter, view } = chosen();
    const letter = newsletter.letter;
    drawFault(newsletter);
    drawNewsletters(newsletter, view);
    place("table").hidden = !letter;
    if (!letter) {
      place("kicker").textContent = newsletter.title;
      place("subject").textContent = "There is no letter yet";
      place("preheader").textContent = "";
      return;
    }
    place("kicker").textContent = `${newsletter.title}, issue ${letter.number}`;
    place("subject").textContent = letter.subject;
    place("preheader").textContent = letter.preheader;
    document.title = `${letter.subject} · Preview`;
    place("facts").replaceChildren(
      ...factsOf(newsletter).flatMap(([name, words]) => [made("dt", name), made("dd", words)]),
    );
    drawFindings(newsletter);
    drawViews(newsletter, view);
    drawLetter(newsletter, view);
  }

  function press(event) {
    const isMeant = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (!isMeant || !told || !told.newsletters.length) {
      return;
    }
    const { newsletter, view } = chosen();
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    let next = NAMES[Number(event.key) - 1];
    if (step) {
      next = NAMES[(NAMES.indexOf(view) + step + NAMES.length) % NAMES.length];
    }
    if (!next) {
      return;
    }
    event.preventDefault();
    choose(newsletter.name, next);
    place(`view-${next}`)?.focus();
  }

  const changes = new EventSource("changes");
  changes.addEventListener("message", (event) => {
    told = JSON.parse(event.data);
    place("live").textContent = "Follows your files";
    show();
  });
  changes.addEventListener("error", () => {
    place("live").textContent = "digest preview has ended";
  });
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", () => told && show());
  // the distance to the next issue
  setInterval(() => told && show(), 60000);
})();
