"""Every real page and article in ../shared (or KABAR_SHARED) goes through ingest: no crash, no hang, a sound database,
and memory that does not grow with the input. Skipped where there are none."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

PEAK_MB = int(os.environ.get("PEAK_MB", "600"))


class RealInputTest(kabar.ProgramTest):
    def ingest(self, paths):
        """Exit code, what it said, and its peak memory in MB."""
        with open(self.folder / "said", "wb") as said:
            process = subprocess.Popen([kabar.PROGRAM, "ingest", "--data", self.data, *paths], stdout=said, stderr=said,
                                       env=kabar.environment())
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, (self.folder / "said").read_text(errors="replace"), usage.ru_maxrss / 1024

    def assert_taken(self, paths):
        self.assertTrue(paths)
        code, said, peak = self.ingest(paths)
        print(f"{len(paths)} sets: exit code {code}, peak {peak:.0f} MB", said.strip().splitlines()[-1], flush=True)
        self.assertIn(code, (0, 3), said[-4000:])
        for words in kabar.CRASH_WORDS:
            self.assertNotIn(words, said)
        self.assertLess(peak, PEAK_MB)
        self.assert_sound()

    def test_pages(self):
        self.assert_taken(sorted(kabar.shared_folder().glob("data/pages/*/gold.jsonl")))

    def test_articles(self):
        self.assert_taken(sorted(kabar.shared_folder().glob("data/stories/*.jsonl")))


if __name__ == "__main__":
    if kabar.shared_folder() is None:
        kabar.skip_all("there are no real pages in ../shared, and KABAR_SHARED names none")
    kabar.main()
