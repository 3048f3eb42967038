"""Archives of other programs and broken ones go through `kabar ingest` and `kabar extract`. Each page of theirs has a
fetch time, so that two runs give the same database.

samples/ holds what wget 1.21, warcio 1.7 (Python) and warcio 2.4 (JavaScript) wrote of news_site.py."""
import gzip
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "faults")]
import hostile_pages as hostile
import kabar_program as kabar
import news_site

DAY = "2024-05-03T10:00:00Z"


def record(url, block, kind="response", more="", date=DAY):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n{more}"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def response(url, body, status="200 OK", kind="text/html; charset=utf-8", **options):
    return record(url, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body, **options)


def news(number, **options):
    return response(f"https://quay.example/news/{number}", hostile.news(number), **options)


class WarcTest(kabar.ProgramTest):
    def ingest(self, *arguments, data="data", **options):
        ended = kabar.run("ingest", "--data", self.folder / data, "--json", *arguments, **options)
        self.assert_sane(ended)
        lines = ended.lines()
        self.settled = lines[:-1]
        self.summary = lines[-1]["summary"]
        return ended

    def archive(self, name, *records, packed=True):
        path = self.folder / name
        path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
        return path

    def added(self):
        return sorted(line["id"] for line in self.settled if line["status"] == "added")

    def test_archives_of_other_programs_are_read(self):
        for sample, more in {"wget": 1, "warcio-python": 0, "warcio-js": 0}.items():
            with self.subTest(sample):
                ended = self.ingest(HERE / "samples" / f"{sample}.warc.gz", data=sample)
                self.assertEqual(ended.code, 0, ended)
                taken = [line for line in self.settled if line["status"] == "added"]
                self.assertEqual(len(taken), 2 + more, ended)
                pages = [line["id"] for line in taken if line["kind"] == "article"]
                self.assertEqual([url.rpartition("/news/")[2] for url in pages], ["1", "2"], ended)

    def test_what_wget_fetches_now_is_read(self):
        if shutil.which("wget") is None:
            self.skipTest("no wget")
        with news_site.Site() as site:
            subprocess.run(["wget", "--quiet", "--recursive", "--page-requisites", "-e", "robots=off",
                            "--warc-file", self.folder / "crawl", "-P", self.folder / "files", site.url + "/"],
                           check=False, timeout=60)
        ended = self.ingest(self.folder / "crawl.warc.gz")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.added(), [f"{site.url}/", f"{site.url}/news/1", f"{site.url}/news/2"], ended)
        self.assertEqual(self.summary["skipped"]["HTTP status 302"], 1, ended)
        self.assertEqual(self.summary["skipped"]["HTTP status 404"], 1, ended)
        self.assertGreaterEqual(self.summary["skipped"]["image/png"], 1, ended)

    def test_url_and_time_come_from_the_archive(self):
        ended = kabar.run("extract", "--input", self.archive("a.warc.gz", news(1), news(2)))
        self.assert_ends(0, ended)
        self.assertEqual([(line["url"], line["fetched"]) for line in ended.lines()],
                         [(f"https://quay.example/news/{i}", DAY) for i in (1, 2)])
        self.assertIn(hostile.MARK, ended.lines()[0]["text"])

    def test_what_is_no_page_is_skipped_and_counted(self):
        path = self.archive("a.warc.gz", response("https://quay.example/x.png", hostile.PNG, kind="image/png"), news(1),
                            response("https://quay.example/gone", b"", status="404 Not Found"),
                            response("https://quay.example/gone2", b"", status="404 Not Found"),
                            record("https://quay.example/news/1", b"", kind="revisit"),
                            record("https://quay.example/news/1", b"GET / HTTP/1.1\r\n\r\n", kind="request"))
        ended = self.ingest(path)
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.summary["skipped"], {"image/png": 1, "HTTP status 404": 2,
                                                   "revisit of a page that had not changed": 1}, ended)
        self.assertEqual((self.summary["added"], self.summary["rejected"]), (1, 0), ended)
        plain = kabar.run("ingest", "--data", self.folder / "plain", path)
        self.assertIn("1 added, 0 revised, 0 unchanged, 0 rejected, 4 skipped", plain.out)
        self.assertIn("skipped: HTTP status 404 (2 times)", plain.out)

    def test_broken_records_are_told_with_file_and_byte_and_the_rest_goes_on(self):
        one, two, three = (gzip.compress(news(i)) for i in (1, 2, 3))
        damaged = two[:200] + bytes(b ^ 0x55 for b in two[200:220]) + two[220:]
        (self.folder / "a.warc.gz").write_bytes(one + damaged + three)
        ended = self.ingest(self.folder / "a.warc.gz")
        self.assert_ends(3, ended, f"a.warc.gz: byte {len(one)}: gzip data is broken")
        self.assertEqual(self.added(), ["https://quay.example/news/1", "https://quay.example/news/3"], ended)
        self.assert_sound()

    def test_a_file_that_is_cut_short_gives_what_is_whole(self):
        whole = gzip.compress(news(1)) + gzip.compress(news(2))
        (self.folder / "a.warc.gz").write_bytes(whole[:-100])
        ended = self.ingest(self.folder / "a.warc.gz")
        self.assert_ends(3, ended, "gzip data cut short")
        self.assertEqual(self.added(), ["https://quay.example/news/1"], ended)

    def test_an_archive_comes_by_standard_input_to_a_running_kabar_too(self):
        content = self.archive("a.warc.gz", news(1), news(2)).read_bytes()
        first = self.archive("first.warc.gz", news(3))
        self.ingest(first, data="served")
        self.ingest(first)
        alone = self.ingest("-", stdin=content)
        self.assertEqual(len(self.added()), 2, alone)
        with kabar.Server(self.folder / "served"):
            served = self.ingest("-", data="served", stdin=content)
        self.assertEqual(len(self.added()), 2, served)
        self.assertEqual(kabar.database_content(self.data), kabar.database_content(self.folder / "served"))
        self.assertEqual(sorted(path.name for path in (self.folder / "served").glob("stdin*")), [])

    def test_a_folder_of_archives_gives_the_same_with_any_number_of_threads(self):
        folder = self.folder / "pages"
        folder.mkdir()
        self.archive("pages/a.warc.gz", *(news(i) for i in range(1, 40)))
        self.archive("pages/b.warc", *(news(i, date="2024-05-04T10:00:00Z") for i in range(30, 60)), packed=False)
        for threads in (1, 4):
            ended = self.ingest("--threads", threads, folder, data=f"data{threads}")
            self.assertEqual(ended.code, 0, ended)
        self.assertEqual((self.summary["added"], self.summary["unchanged"]), (59, 10), ended)
        self.assertEqual(kabar.database_content(self.folder / "data1"), kabar.database_content(self.folder / "data4"))


if __name__ == "__main__":
    kabar.main()
