"""What runs inside the sandbox and nowhere else: readers of foreign formats. Nothing here knows Django or a setting.

`start.py` is the program; each other module is one task's family and is loaded before the doors are shut.
"""

from __future__ import annotations
