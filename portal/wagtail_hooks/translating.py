"""翻译情况 in the admin: the states by section, sending a section, minor edits, PO files, and the fences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log
from wagtail_localize.operations import translate_object

from common import minor_edits
from common.tongues import SOURCE
from portal.translating import fence, po, states
from portal.wagtail_hooks.indicators import user_sees_indicators

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest
    from django.urls import URLPattern
    from wagtail.models import Locale, Page

TITLE = "翻译情况"
SUBMIT = "wagtail_localize.submit_translation"
MINOR = "minor-edit"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    _allow(request)
    locales = states.target_locales()
    locale = _locale(request.GET.get("language", ""), locales)
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": TITLE},
        ],
        "page_title": TITLE,
        "header_title": TITLE,
        "header_icon": "globe",
        "locales": locales,
        "locale": locale,
        "labels": states.State.labels,
        "sections": states.sections(locale) if locale else [],
        "may_submit": request.user.has_perm(SUBMIT),
    }
    return render(request, "portal/translating/overview.html", context)


@require_POST
def send(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The pages of a section that have no translation yet, one by one from the top: what the subtree tick cannot do."""
    section, locale = _asked(request, pk, code)
    missing = [row.page for row in section.rows if row.state is states.State.MISSING]
    with transaction.atomic():
        for page in missing:
            translate_object(page, [locale], user=request.user)
    messages.success(request, f"“{section.page.title}”：{len(missing)} 页已送去翻译。")
    return _back(code)


@require_POST
def declare_minor(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    _allow(request, SUBMIT)
    page = get_object_or_404(states.chinese_pages(), pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    _say_minor(page, request)
    return _back(code)


@require_safe
def po_out(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    section, _locale = _asked(request, pk, code)
    answer = HttpResponse(
        str(po.write(section, code)), content_type="text/x-gettext-translation"
    )
    name = f"{section.page.slug}-{code}.po"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def po_in(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    section, _locale = _asked(request, pk, code)
    for row in section.rows:
        if row.target and not row.target.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise po.Unreadable("请先选择要导入的 PO 文件。")
        file = po.read(upload.read(po.MOST_BYTES + 1), code)
    except po.Unreadable as fault:
        messages.error(request, str(fault))
        return _back(code)
    taken = po.take(file, section, code, cast("User", request.user))
    said = f"导入 {taken.strings} 句。打开各页核对后发布。"
    messages.success(request, said)
    if taken.unknown or taken.faulty:
        messages.warning(
            request,
            f"{taken.unknown} 句不属于本栏目现在的内容，没有导入；{taken.faulty} 句要再看一遍（标签或链接不对）。",
        )
    return _back(code)


def _asked(request: HttpRequest, pk: int, code: str) -> tuple[states.Section, Locale]:
    _allow(request, SUBMIT)
    locale = _locale(code, states.target_locales())
    if locale is None or locale.language_code != code:
        raise Http404
    for section in states.sections(locale):
        if section.page.pk == pk:
            return section, locale
    raise Http404


def _allow(request: HttpRequest, right: str = "") -> None:
    if not user_sees_indicators(request.user):
        raise PermissionDenied
    if right and not request.user.has_perm(right):
        raise PermissionDenied


def _locale(code: str, known: list[Locale]) -> Locale | None:
    return next((one for one in known if one.language_code == code), None) or (
        known[0] if known else None
    )


def _back(code: str) -> HttpResponse:
    return redirect(f"{reverse('translation_states')}?language={code}")


def _say_minor(page: Page, request: HttpRequest) -> None:
    if minor_edits.declare(page, cast("User", request.user)):
        log(page, "portal.minor_edit", user=request.user)
        messages.success(request, f"已记下：“{page.title}”这次是小改动，译文仍然准确。")


@hooks.register("after_publish_page")
def after_publishing(request: HttpRequest, page: Page) -> None:
    if request.POST.get("action-publish") == MINOR:
        _say_minor(page, request)


class PublishMinorItem(ActionMenuItem):
    """Publish, and say at once that the translations still hold."""

    name = MINOR
    label = "发布（小改动，译文不用改）"
    icon_name = "upload"
    template_name = "portal/translating/publish_minor.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or page is None or not page.live:
            return False
        if page.locale.language_code != SOURCE:
            return False
        may = page.permissions_for_user(context["request"].user).can_publish()
        return bool(may and page.get_translations().filter(alias_of=None).exists())


@hooks.register("register_page_action_menu_item")
def publish_minor() -> PublishMinorItem:
    return PublishMinorItem(order=90)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(
        "portal.minor_edit", "小改动", "说明这次是小改动，译文仍然准确"
    )


# Before the package's own addresses, so that the fences answer in their place.
@hooks.register("register_admin_urls", order=-1)
def addresses() -> list[URLPattern]:
    strings = "localize/translate/<int:translation_id>"
    section = "translation-states/<int:pk>/<slug:code>"
    return [
        path("localize/submit/page/<int:page_id>/", fence.SubmitOnePageView.as_view()),
        path(f"{strings}/strings/<int:string_segment_id>/edit/", fence.edit_string),
        path(
            f"{strings}/overrides/<int:overridable_segment_id>/edit/",
            fence.edit_override,
        ),
        path("translation-states/", overview, name="translation_states"),
        path(f"{section}/send/", send, name="translation_send"),
        path(f"{section}/minor/", declare_minor, name="translation_minor"),
        path(f"{section}/po/", po_out, name="translation_po_out"),
        path(f"{section}/po/in/", po_in, name="translation_po_in"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        TITLE,
        reverse("translation_states"),
        name="translation-states",
        icon_name="globe",
        order=905,
    )
