"""What leaves a screen as a thing of its own: paper and PDF, QR codes, charts, spreadsheets."""

from __future__ import annotations

from common.outputs.press import pdf
from common.outputs.qr import qr_svg
from common.outputs.spreadsheet import csv_bytes, download, number, xlsx_bytes

__all__ = ["csv_bytes", "download", "number", "pdf", "qr_svg", "xlsx_bytes"]
