"""A page with a finding that blocks is not published: the form says where and why, and keeps all that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS
from wagtail.admin.forms.pages import WagtailAdminPageForm

from common.wording.finding import Level

if TYPE_CHECKING:
    from common.wording.passages import Placed

HOW = "改正以后再发布；也可以先保存草稿，确认是误报的，在页面的“用语检查”里写明理由后再发布。"


class PublishRefused(Exception):
    """Raised on the ways round the form: several pages at once, an approval, a translation."""

    def __init__(self, page: Any, found: list[Placed]) -> None:
        super().__init__(f"《{page.title}》有 {len(found)} 处必须改正，没有发布。")
        self.page_id = page.pk
        self.found = found


class WordedPageForm(WagtailAdminPageForm):
    """Checks the words where the press of a button would publish them; a draft is always kept."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self._publishes() and not self.errors:
            found = blocking(self.instance)
            if found:
                lines = [str(one) for one in found]
                self.add_error(NON_FIELD_ERRORS, [*lines, HOW])

    def _publishes(self) -> bool:
        approves = self.data.get("workflow-action-name") == "approve"
        return bool(
            self.data.get("action-publish")
            or (approves and self.data.get("action-workflow-action"))
        )


def blocking(page: Any) -> list[Placed]:
    return [
        one
        for one in page.passages.findings(page.pk)
        if one.finding.level == Level.BLOCK
    ]
