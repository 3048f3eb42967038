// Every kind of page of the demo edition.
import { articlePath, articlesOf } from "./checks.mjs";

export async function everyScreen(base) {
  const [article] = await articlesOf(base, "northledger");
  const path = new URL(article.page, base).pathname;
  return [
    "/", "/latest", "/latest?page=2", "/topic/sport", "/topic/weather", "/country/fr", "/language/ja", "/edition", "/sources",
    "/source/northledger", "/about", "/nothing", "/search", "/search?q=Karabakh", "/search?q=xyzzy", path,
    `/story/${article.story}`, `/story/${article.story}?lang=fr`,
    await articlePath(base, "courrierest", "pourparlers"), await articlePath(base, "northledger", "karabakh"),
  ];
}

/// The path with the interface in `language`.
export function inLanguage(path, language) {
  return `${path}${path.includes("?") ? "&" : "?"}ui=${language}`;
}
