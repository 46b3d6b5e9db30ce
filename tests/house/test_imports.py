from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from servers.processes import ROOT


def test_the_rooms_keep_their_import_contracts() -> None:
    told = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    kept = re.search(r"Contracts: (\d+) kept, (\d+) broken", told.stdout)
    assert kept, told.stdout + told.stderr
    assert int(kept[1]) >= 4
    assert int(kept[2]) == 0, told.stdout
