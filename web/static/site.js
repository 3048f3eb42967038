// Only adds to pages that work without it: times in the reader's own zone, and "/" for the search field.
"use strict";

for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const local = new Date(time.dateTime).toLocaleString(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  });
  if (time.closest(".byline, .numbers, .revisions")) time.textContent = local;
  else time.title = local;
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("find-q").focus();
});
