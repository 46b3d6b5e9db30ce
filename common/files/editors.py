"""What editors upload in the admin goes through the same gate: in the form, where it is told, and before it is stored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models.signals import pre_save
from wagtail.documents import get_document_model
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images import get_image_model
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile as Waiting

from common.files.inspection import inspect
from common.files.refusals import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO


class SafeUpload(SimpleUploadedFile):
    """Bytes that have been through the gate."""


class SafeImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_first(self, settings.WAGTAILIMAGES_EXTENSIONS)

    def _post_clean(self) -> None:
        super()._post_clean()
        _tell_once(self)


class SafeDocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_first(self, settings.WAGTAILDOCS_EXTENSIONS)

    def _post_clean(self) -> None:
        super()._post_clean()
        _tell_once(self)


def _tell_once(form: Any) -> None:
    """Of a file that was refused only the reason is told, not what the model says of the box that is empty now."""
    told = form.errors["file"].data if "file" in form.errors else []
    for reason in told:
        if isinstance(reason, FileRefused):
            form.errors["file"] = form.error_class([reason])
            return


def _look_first(form: Any, allowed: Sequence[str]) -> None:
    """Before the field's own checks, which would open the picture in this process."""
    if field := form.fields.get("file"):
        field.to_python = partial(_read, field.to_python, allowed)


def _read(read_on: Callable[[Any], Any], allowed: Sequence[str], given: Any) -> Any:
    return read_on(
        _passed(given, given.name or "", allowed)
        if isinstance(given, UploadedFile)
        else given
    )


def _passed(given: IO[bytes], name: str, allowed: Sequence[str]) -> SafeUpload:
    if isinstance(given, SafeUpload):
        return given
    given.seek(0)
    found = inspect(given, name, allowed=allowed)
    return SafeUpload(found.name, found.data, found.content_type)


def guard() -> None:
    """Whichever way a file comes (a form, the drop box for many, code of ours): nothing is stored unseen."""
    pictures, documents = (
        settings.WAGTAILIMAGES_EXTENSIONS,
        settings.WAGTAILDOCS_EXTENSIONS,
    )
    for model, allowed in (
        (get_image_model(), pictures),
        (get_document_model(), documents),
        (Waiting, [*pictures, *documents]),
    ):
        pre_save.connect(
            partial(_before_storing, allowed),
            sender=model,
            weak=False,
            dispatch_uid=f"files-guard:{model._meta.label}",
        )


def _before_storing(allowed: Sequence[str], instance: Any, **_kwargs: Any) -> None:
    held = instance.file
    # `_committed` is Django's own word for "lies in the storage already".
    if not held or held._committed or isinstance(held.file, SafeUpload):
        return
    instance.file = _passed(held.file, held.name, allowed)
    if hasattr(instance, "file_hash"):
        # Measured on what had come; Wagtail measures again when it is asked.
        instance.file_size, instance.file_hash = None, ""
