"""Wipe the demo: `python -m servers.reset`. The servers of the tests have a wipe of their own and are left."""

from __future__ import annotations

import shutil
import sys

from servers.demo import only_one
from servers.processes import ROOT, VAR, Missing

KEPT = {"elasticsearch", "postgresql", "demo.lock"}


def main() -> None:
    if not VAR.exists():
        print(f"{VAR} 还没有内容")
        return
    if VAR != ROOT / "var" and not (VAR / "stamps").exists():
        raise Missing(f"VAR_DIR={VAR} 里没有演示的痕迹，未作改动")
    with only_one():
        gone = sorted(path for path in VAR.iterdir() if path.name not in KEPT)
        for path in gone:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    print(
        f"已删除 {VAR} 中的：{'、'.join(path.name for path in gone) or '（没有内容）'}"
    )
    print("测试用的服务另行清除：make elasticsearch DO=wipe，make postgresql DO=wipe")


if __name__ == "__main__":
    try:
        main()
    except Missing as what:
        sys.exit(str(what))
