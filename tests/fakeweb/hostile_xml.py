"""Feeds and OPML lists that are written to hurt whoever reads them."""


def feed(items, head=""):
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def item(title, more=""):
    return f"<item><title>{title}</title><link>https://quay.example/1</link>{more}</item>"


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)) + "]>"
EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1/dtd"> %p;]>'
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'
MARKUP = item("&lt;script&gt;alert(1)&lt;/script&gt;&#27;[31m $(touch owned) ; `touch owned`",
              "<guid>../../../../etc/passwd</guid><category>../owned</category>")

DOCUMENTS = {
    "billion laughs": feed(item("&m;"), LAUGHS),
    "external entity": feed(item("&x;"), EXTERNAL),
    "quadratic blow-up": feed(item("&a;" * 20_000), QUADRATIC),
    "deep nesting": feed("<a>" * 200_000),
    "many attributes": feed("<item " + " ".join(f'a{i}="x"' for i in range(50_000)) + "/>"),
    "a long name": feed(f"<{'n' * 2_000_000}/>"),
    "no end of an element": feed("<item><title>" + "x" * 3_000_000),
    "no end of a comment": feed("<!--" + "-" * 3_000_000),
    "markup and paths in titles": feed(MARKUP),
    "many items": feed(item("a") * 60_000),
    "a list of 10,000 feeds": ("<opml version='2.0'><body>" + "".join(
        f"<outline type='rss' text='feed {i} &#27;[2J&lt;b&gt;' xmlUrl='https://feed-{i}.example/'/>"
        for i in range(10_000)) + "</body></opml>").encode(),
    "a deep list": ("<opml version='2.0'><body>" + "<outline text='a'>" * 100_000).encode(),
    "a list of what is no web address": b"<opml version='2.0'><body><outline xmlUrl='file:///etc/passwd' text='x'/>"
                                        b"<outline xmlUrl='javascript:alert(1)' text='y'/></body></opml>",
}
