// Only adds to pages that work without it: times in the reader's own zone, and "/" for the search field.
"use strict";

const language = document.documentElement.lang;
const locales = { en: "en-GB", ar: "ar-u-nu-latn" }; // as the server writes them
const format = new Intl.DateTimeFormat(locales[language] ?? language, {
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

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("find-q").focus();
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
