"""Two fences round wagtail-localize's own addresses: no subtree at once, and a saved string has a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail_localize.views import edit_translation
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitTranslationForm,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NO_SUBTREE = "不能连下级页面一起提交：这样译出来的下级页面会打不开。请到“报告 → 翻译情况”，按栏目送去翻译。"
NO_TEXT = "请填写译文。"


class OnePageForm(SubmitTranslationForm):
    """The package's own form for the page alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["include_subtree"].widget = forms.HiddenInput()

    def clean_include_subtree(self) -> bool:
        if self.cleaned_data["include_subtree"]:
            raise forms.ValidationError(NO_SUBTREE)
        return False


class SubmitOnePageView(SubmitPageTranslationView):
    def get_form(self) -> OnePageForm:
        # Built once: the answer to a refusal shows the form that was judged.
        if not hasattr(self, "_form"):
            plain = super().get_form()
            self._form = OnePageForm(
                self.object,
                self.request.POST if self.request.method == "POST" else None,
                initial=plain.initial,
            )
        return self._form

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        for error in self.get_form().errors.get("include_subtree", []):
            messages.error(request, error)
        answer: HttpResponse = super().post(request, **kwargs)
        return answer


def edit_string(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return _with_text(edit_translation.edit_string_translation, request, **kwargs)


def edit_override(request: HttpRequest, **kwargs: int) -> HttpResponse:
    return _with_text(edit_translation.edit_override, request, **kwargs)


def _with_text(view: Any, request: HttpRequest, **kwargs: int) -> HttpResponse:
    try:
        answer: HttpResponse = view(request, **kwargs)
    except MultiValueDictKeyError:
        return JsonResponse({"value": [NO_TEXT]}, status=400)
    return answer
