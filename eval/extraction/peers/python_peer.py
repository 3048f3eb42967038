"""Runs one extractor from PyPI: python_peer.py NAME, with pages on standard input.

The first line out tells {"version"}; then a line {"id","url","path"} in gives a line out: the scorer's record
{"id","text","title","date","authors"} and "ms", the processor time from the page's bytes to the article. What the
extractor says goes to standard error. It is fed as its documentation has it, with metadata, without comments.
"""
import gzip
import importlib.metadata
import json
import os
import sys
import time


def trafilatura():
    from trafilatura import bare_extraction

    def extract(page, url):
        found = bare_extraction(page, url=url, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        return {"text": found.text, "title": found.title, "date": found.date, "authors": found.author}
    return extract


def newspaper4k():
    import newspaper
    from w3lib.encoding import html_to_unicode
    config = newspaper.Config()
    config.fetch_images = False
    config.memorize_articles = False

    def extract(page, url):
        article = newspaper.Article(url or "https://page.example/", config=config)
        article.download(input_html=html_to_unicode(None, page)[1])
        article.parse()
        date = article.publish_date
        return {"text": article.text, "title": article.title, "authors": list(article.authors),
                "date": date.strftime("%Y-%m-%d") if hasattr(date, "strftime") else date}
    return extract


def readability_lxml():
    import lxml.html
    import readability
    blocks = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "pre", "br"}

    def text_of(html):
        tree = lxml.html.fromstring(html)
        for element in tree.iter():
            if element.tag in blocks:
                element.tail = "\n" + (element.tail or "")
        return tree.text_content()

    def extract(page, url):
        document = readability.Document(page, url=url)
        return {"text": text_of(document.summary()), "title": document.short_title(), "authors": document.author()}
    return extract


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(page, _url):
        tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
        return {"text": extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)}
    return extract


PEERS = {"trafilatura": trafilatura, "newspaper4k": newspaper4k, "readability-lxml": readability_lxml,
         "resiliparse": resiliparse}


def plain(record):
    """What JSON can hold; authors that are no words are none."""
    authors = record.get("authors") or []
    return {"text": record.get("text") or "", "title": record.get("title") or "", "date": record.get("date"),
            "authors": "" if authors == "[no-author]" else authors}


def answer(extract, task):
    with open(task["path"], "rb") as file:
        page = file.read()
    if task["path"].endswith(".gz"):
        page = gzip.decompress(page)
    started = time.process_time()
    try:
        record = plain(extract(page, task["url"]))
    except Exception as error:  # pylint: disable=broad-except; any of them is a page without an article
        record = {"error": repr(error)[:200]}
    return {"id": task["id"], **record, "ms": (time.process_time() - started) * 1000}


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    name = sys.argv[1]
    extract = PEERS[name]()
    print(json.dumps({"version": importlib.metadata.version(name)}), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(extract, json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
