"""docs/API.md: each of its command lines is run against the demo edition, and answers as the page says."""
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

PAGE = kabar.ROOT / "docs" / "API.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SITE = "http://127.0.0.1:8080"


class ApiDocumentTest(kabar.DemoTest):
    def compare(self, said, given, where):
        """All that is said is given; lists may go on, and so may a text behind an ellipsis."""
        if isinstance(said, dict):
            for name, value in said.items():
                self.assertIn(name, given, where)
                self.compare(value, given[name], f"{where}.{name}")
        elif isinstance(said, list):
            self.assertGreaterEqual(len(given), len(said), where)
            for i, value in enumerate(said):
                self.compare(value, given[i], f"{where}[{i}]")
        elif isinstance(said, str) and said.endswith("…"):
            self.assertEqual(given[:len(said) - 1], said[:-1], where)
        else:
            self.assertEqual(given, said, where)

    def test_every_line_does_what_the_page_says(self):
        blocks = BLOCK.findall(PAGE.read_text())
        answer, lines, compared = "", 0, 0
        for kind, text in blocks:
            if kind == "sh":
                for line in text.splitlines():
                    done = subprocess.run(["bash", "-o", "pipefail", "-c", line.replace(SITE, self.server.url)],
                                          capture_output=True, check=False, timeout=60)
                    # curl says 23 where head has seen enough.
                    self.assertIn(done.returncode, (0, 23), (line, done.stderr))
                    answer = done.stdout.decode()
                    self.assertTrue(answer, line)
                    lines += 1
                continue
            compared += 1
            if kind == "json":
                self.compare(json.loads(text), json.loads(answer), text)
            else:
                for said in text.splitlines():
                    self.assertIn(said.removesuffix("…"), answer)
        self.assertGreaterEqual(lines, 15)
        self.assertGreaterEqual(compared, 13)

    def test_the_page_names_every_path(self):
        described = kabar.fetch(self.server.url + "/api/v1/openapi.json").json["paths"]
        page = PAGE.read_text()
        for path in described:
            start = path.split("{")[0].rstrip("/")
            self.assertIn(start, page + " /healthz", path)


if __name__ == "__main__":
    kabar.main()
