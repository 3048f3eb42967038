"""Journeys through the demo edition in a real browser: tests/browser/run against a server of our own. The pictures that
they take go to build/screens."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar


def main():
    if not kabar.PROGRAM.exists():
        sys.exit(f"{kabar.PROGRAM} is not built")
    with tempfile.TemporaryDirectory(prefix="kabar-test-") as folder:
        data = pathlib.Path(folder) / "data"
        ended = kabar.run("ingest", "--data", data, kabar.DEMO)
        if ended.code != 0:
            sys.exit(str(ended))
        with kabar.Server(data) as server:
            return subprocess.run([kabar.ROOT / "tests" / "browser" / "run", server.url, kabar.ROOT / "build" / "screens"],
                                  check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
