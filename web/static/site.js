// Only adds to pages that work without it: times in the reader's own zone, keys, what is new since the last visit,
// hidden sources, the appearance. What it remembers stays in this browser.
"use strict";

const root = document.documentElement;
const words = document.body.dataset;

/// What this browser remembers; nothing where it does not let us.
const memory = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === "" || value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {
      // A browser that remembers nothing shows the page all the same.
    }
  },
};

function tellLocalTimes() {
  const locales = { en: "en-GB", ar: "ar-u-nu-latn" }; // as the server writes them
  const format = new Intl.DateTimeFormat(locales[root.lang] ?? root.lang, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  for (const time of document.querySelectorAll("time[datetime*='T']")) {
    const local = format.format(new Date(time.dateTime));
    if (time.closest(".byline, .numbers, .revisions")) time.textContent = local;
    else time.title = local;
  }
}

// Appearance: the system's, or as chosen on the page of the edition.
function applyTheme(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function offerTheme() {
  const choice = document.getElementById("theme");
  if (!choice) return;
  choice.closest("section").hidden = false;
  choice.value = memory.get("theme") ?? "";
  choice.addEventListener("change", () => {
    memory.set("theme", choice.value);
    applyTheme(choice.value);
  });
}

// Hidden sources: a map of ids to names.
function hiddenSources() {
  try {
    const found = JSON.parse(memory.get("hidden") ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

function keepHidden(hidden) {
  memory.set("hidden", Object.keys(hidden).length > 0 ? JSON.stringify(hidden) : "");
}

function hideSources() {
  const hidden = hiddenSources();
  const own = document.getElementById("hide-source"); // on the page of a source, its articles stay
  for (const item of document.querySelectorAll("[data-source]")) {
    item.classList.toggle("is-hidden", !own && Object.hasOwn(hidden, item.dataset.source));
  }
}

function offerHiding() {
  const button = document.getElementById("hide-source");
  if (!button) return;
  const { hide, name, again } = button.dataset;
  const usual = button.textContent;
  const label = () => (button.textContent = Object.hasOwn(hiddenSources(), hide) ? again : usual);
  button.parentElement.hidden = false;
  label();
  button.addEventListener("click", () => {
    const hidden = hiddenSources();
    if (Object.hasOwn(hidden, hide)) delete hidden[hide];
    else hidden[hide] = name;
    keepHidden(hidden);
    label();
  });
}

function listHidden() {
  const section = document.getElementById("hidden-sources");
  if (!section) return;
  const list = section.querySelector("ul");
  list.replaceChildren();
  for (const [id, name] of Object.entries(hiddenSources())) {
    const item = document.createElement("li");
    const label = document.createElement("bdi");
    const button = document.createElement("button");
    label.textContent = name;
    button.type = "button";
    button.textContent = section.dataset.show;
    button.addEventListener("click", () => {
      const hidden = hiddenSources();
      delete hidden[id];
      keepHidden(hidden);
      listHidden();
    });
    item.append(label, " ", button);
    list.append(item);
  }
  section.hidden = list.children.length === 0;
}

// What came since the last visit gets a mark. A visit ends with half an hour of rest.
function markNew() {
  const kRest = 30 * 60 * 1000;
  const newest = Math.max(0, ...[...document.querySelectorAll("time[datetime*='T']")].map((time) => Date.parse(time.dateTime) || 0));
  const now = Date.now();
  let visit = {};
  try {
    visit = JSON.parse(memory.get("visit") ?? "{}") ?? {};
  } catch {
    visit = {};
  }
  if (now - (visit.at ?? 0) > kRest) visit.before = visit.newest ?? 0;
  visit.at = now;
  visit.newest = Math.max(visit.newest ?? 0, newest);
  memory.set("visit", JSON.stringify(visit));
  if (!visit.before) return;
  for (const item of document.querySelectorAll(".card, .teaser, .hit, .version")) {
    const time = item.querySelector("time");
    if (!time || !(Date.parse(time.dateTime) > visit.before)) continue;
    item.classList.add("is-new");
    const note = document.createElement("span");
    note.className = "unseen";
    note.textContent = ` (${words.new})`;
    item.querySelector(".headline a")?.append(note);
  }
}

function offerSharing() {
  for (const button of document.querySelectorAll(".share")) {
    if (!navigator.share && !navigator.clipboard) continue;
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      const url = document.querySelector("link[hreflang=x-default]").href;
      try {
        if (navigator.share) await navigator.share({ title: document.title, url });
        else {
          await navigator.clipboard.writeText(url);
          button.textContent = words.copied;
        }
      } catch {
        // The reader thought better of it.
      }
    });
  }
}

// Keys: j and k go through the headlines, o opens one, / leads to the search field, ? to the list of keys.
function step(by) {
  const links = [...document.querySelectorAll("main .headline a")].filter((link) => link.offsetParent !== null);
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : -1) : at + by] ?? links.at(at);
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest(".headline a")?.click(),
  "/": () => document.getElementById("find-q").focus(),
  "?": () => (location.href = `${document.querySelector(".sections a[href^='/about']").getAttribute("href")}#keyboard`),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (!Object.hasOwn(keys, event.key) || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  keys[event.key]();
});

// The menu of languages closes like one: by Escape, and by a click beside it.
const menu = document.querySelector(".languages details");
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) menu.open = false;
});
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/// The row of topics may be wider than the window: the one that is shown stands in sight.
document.querySelector(".topics [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

function sayOffline() {
  document.querySelector(".status")?.remove();
  if (navigator.onLine) return;
  const note = document.createElement("p");
  note.className = "status";
  note.setAttribute("role", "status");
  note.textContent = words.offline;
  document.querySelector("main").before(note);
}

applyTheme(memory.get("theme"));
tellLocalTimes();
offerTheme();
hideSources();
offerHiding();
listHidden();
markNew();
offerSharing();
sayOffline();
addEventListener("online", sayOffline);
addEventListener("offline", sayOffline);
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});
