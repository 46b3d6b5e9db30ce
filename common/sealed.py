"""Personal data at rest: AES-256-GCM, bound to table, column and row; it fails closed.

A stored value reads `a256gcm:<key id>:<nonce and ciphertext>`: the cipher is named, so that another can be
switched on beside it. The keys live in a file outside the database and its backups.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Mapping

CIPHER = "a256gcm"
PURPOSES = ("field", "file", "index", "code")


class SealBrokenError(Exception):
    """A stored value that this row, this column and these keys do not open."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of each purpose by their id; the last one seals, all of them open."""

    by_purpose: Mapping[str, Mapping[str, bytes]]

    def current(self, purpose: str) -> tuple[str, bytes]:
        return list(self.by_purpose[purpose].items())[-1]

    def get(self, purpose: str, key_id: str) -> bytes:
        try:
            return self.by_purpose[purpose][key_id]
        except KeyError:
            raise SealBrokenError(f"no {purpose} key {key_id}") from None


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: tuple[int, int]) -> Keys:
    """The stamp makes every process read the file again as soon as a key was added."""
    return _keys(path.read_text(encoding="ascii"))


@lru_cache(maxsize=4)
def _keys(text: str) -> Keys:
    raw = json.loads(text)
    return Keys(
        {
            purpose: {i: base64.b64decode(k) for i, k in raw[purpose].items()}
            for purpose in PURPOSES
        }
    )


def keys() -> Keys:
    """From the environment where SEALING_KEYS is given, else from the file."""
    if settings.SEALING_KEYS:
        return _keys(settings.SEALING_KEYS)
    path = Path(settings.SEALING_KEYS_FILE)
    stat = path.stat()
    return _read(path, (stat.st_mtime_ns, stat.st_ino))


def make_keys(path: Path) -> bool:
    """Write a first set of keys, mode 600; an existing file is never touched. True if one was made."""
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = {
        p: {"1": base64.b64encode(secrets.token_bytes(32)).decode()} for p in PURPOSES
    }
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as out:
        json.dump(fresh, out)
    return True


def add_key(path: Path, purpose: str) -> str:
    """Put a fresh key at the end of a purpose's set, so that it seals from now on; its id. The file is replaced whole."""
    raw = json.loads(path.read_text(encoding="ascii"))
    key_id = str(max((int(i) for i in raw[purpose] if i.isdecimal()), default=0) + 1)
    raw[purpose][key_id] = base64.b64encode(secrets.token_bytes(32)).decode()
    _replace(path, raw)
    return key_id


def retire_key(path: Path, purpose: str, key_id: str) -> None:
    """Take a key out; what it sealed is lost, so whoever calls has looked that nothing is left. The last one stays."""
    raw = json.loads(path.read_text(encoding="ascii"))
    if key_id not in raw[purpose] or key_id == list(raw[purpose])[-1]:
        raise ValueError(f"{purpose} {key_id}")
    del raw[purpose][key_id]
    _replace(path, raw)


def _replace(path: Path, raw: dict[str, dict[str, str]]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as out:
        json.dump(raw, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def is_current(token: str, purpose: str) -> bool:
    """Sealed with the key that seals now."""
    return token.startswith(f"{CIPHER}:{keys().current(purpose)[0]}:")


def resealed(token: str, *, purpose: str, place: str) -> str:
    """The same words under the key that seals now."""
    return seal(
        unseal(token, purpose=purpose, place=place), purpose=purpose, place=place
    )


def seal(data: bytes, *, purpose: str, place: str) -> str:
    """`place` says where the value belongs; opened anywhere else, the seal is broken."""
    key_id, key = keys().current(purpose)
    nonce = secrets.token_bytes(12)
    sealed = nonce + AESGCM(key).encrypt(nonce, data, place.encode())
    return f"{CIPHER}:{key_id}:{base64.b64encode(sealed).decode()}"


def unseal(token: str, *, purpose: str, place: str) -> bytes:
    try:
        cipher, key_id, body = token.split(":")
        raw = base64.b64decode(body, validate=True)
    except ValueError:
        raise SealBrokenError(f"{place}: not a sealed value") from None
    if cipher != CIPHER:
        raise SealBrokenError(f"{place}: unknown cipher {cipher}")
    try:
        return AESGCM(keys().get(purpose, key_id)).decrypt(
            raw[:12], raw[12:], place.encode()
        )
    except (InvalidTag, ValueError):
        raise SealBrokenError(f"{place}: wrong key, row or column") from None


def blind_index(text: str) -> str:
    """By which equal texts meet and nobody without the key can guess: whole, in one width, without spaces or case."""
    return _blinded(text, keys().current("index")[0])


def blind_indexes(text: str) -> list[str]:
    """The index of the text under each key, so that what an older key indexed is found too."""
    return [_blinded(text, key_id) for key_id in keys().by_purpose["index"]]


def _blinded(text: str, key_id: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    mac = hmac.new(keys().get("index", key_id), plain.encode(), hashlib.sha256)
    return f"{key_id}:{mac.hexdigest()}"


def random_key() -> int:
    """A primary key whose order tells nothing about when its row was made."""
    return secrets.randbelow(2**62) + 1


class SealedModel(models.Model):
    """A row with a random key that is known before it is stored, so that its fields can be bound to it."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A text that is stored by itself takes its index along."""
        only = kwargs.get("update_fields")
        if only is not None:
            following = (
                field.name
                for field in self._meta.local_concrete_fields
                if isinstance(field, BlindIndexField) and field.of in only
            )
            kwargs["update_fields"] = {*only, *following}
        super().save(*args, **kwargs)


class _Token(str):
    """A sealed text as the database holds it."""

    __slots__ = ()


class _Opener:
    """Opens the seal when the attribute is read, because only then is the row known."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname)
        if value is None and self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
            value = row.__dict__[self.field.attname]
        if isinstance(value, _Token):
            value = unseal(value, purpose="field", place=self.field.place(row)).decode()
            row.__dict__[self.field.attname] = value
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Text that is sealed on its way to the database; the empty text stays empty and is never sealed."""

    def place(self, row: models.Model) -> str:
        return f"{row._meta.db_table}.{self.column}.{row.pk}"

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opener(self))

    def from_db_value(
        self, value: str | None, _expression: object, _connection: object
    ) -> str | None:
        return _Token(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if not value or isinstance(value, _Token):
            return value
        return _Token(
            seal(str(value).encode(), purpose="field", place=self.place(model_instance))
        )

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # update() and bulk_update() know no row, so what they bring could not be bound to one.
        if value and not isinstance(value, _Token):
            raise TypeError(f"{self.name} is sealed per row: save the instance")
        return super().get_db_prep_save(str(value) if value else value, connection)


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Finds rows by the whole of a sealed text; follows that text whenever the row is stored.

    Ask with `filter(name_index__in=blind_indexes("…"))`. The empty text has no index.
    """

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(
            *args,
            **{"max_length": 100, "editable": False, "db_index": True, "blank": True}
            | kwargs,
        )

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if isinstance(model_instance.__dict__.get(self.of), _Token):
            # Not opened, so not changed: the index that is there stays.
            return str(getattr(model_instance, self.attname))
        text = getattr(model_instance, self.of)
        value = blind_index(text) if text else ""
        setattr(model_instance, self.attname, value)
        return value
