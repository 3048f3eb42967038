// Every kind of page of the demo edition.
import { articlePath, articlesOf } from "./checks.mjs";

/// The page of somebody whom a story cites by name, else of the first who has one.
export async function namePath(base, story) {
  const told = async (part) => (await (await fetch(`${base}/api/v1/stories/${story}/${part}`)).json())[part];
  const cited = (await told("quotes")).find((quote) => quote.speaker_id !== null);
  const id = cited?.speaker_id ?? (await told("names")).find((name) => name.id !== null).id;
  return `/name/${id}`;
}

export async function everyScreen(base) {
  const [article] = await articlesOf(base, "northledger");
  const path = new URL(article.page, base).pathname;
  return [
    "/", "/latest", "/latest?page=2", "/topic/sport", "/topic/weather", "/country/fr", "/language/ja", "/edition", "/sources",
    "/source/northledger", "/about", "/nothing", "/search", "/search?q=Karabakh", "/search?q=xyzzy", path,
    `/story/${article.story}`, `/story/${article.story}?lang=fr`,
    await namePath(base, article.story),
    await articlePath(base, "courrierest", "pourparlers"), await articlePath(base, "northledger", "karabakh"),
  ];
}

/// The path with the interface in `language`.
export function inLanguage(path, language) {
  return `${path}${path.includes("?") ? "&" : "?"}ui=${language}`;
}
