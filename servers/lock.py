"""Write the lock files anew: `python -m servers.lock`. uv runs in a throw-away environment, so it is no dependency."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from servers.processes import ROOT

UV = "uv==0.13.9"
# 3.11 stands for its first release, so that what only the early ones need is locked too.
OPTIONS = (
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
)


def main() -> None:
    """What is locked stays as it is where the list still allows it; UPGRADE=1 takes the newest that it allows."""
    newest = ["--upgrade"] if os.environ.get("UPGRADE") else []
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        install = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            UV,
        ]
        subprocess.run(install, check=True)
        compile_ = [
            python,
            "-m",
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            *OPTIONS,
            *newest,
        ]
        runtime = ["-o", "requirements/runtime.lock"]
        dev = [
            "--extra",
            "dev",
            "-c",
            "requirements/runtime.lock",
            "-o",
            "requirements/dev.lock",
        ]
        for target in (runtime, dev):
            subprocess.run(
                [*compile_, *target], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
            )
            print(f"已写入 {target[-1]}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as fault:
        sys.exit(
            f"没有做成：{' '.join(map(str, fault.cmd[:6]))} …（退出码 {fault.returncode}）"
        )
