"""What the wording checks take for the bureau's own: its names, and the numbers and addresses in the structure tables."""

from __future__ import annotations

from common.structure import Bureau, OtherBody, Unit, read_phones
from common.wording import known
from common.wording.known import Known, only_digits


def register() -> None:
    known.register(read)


def read() -> Known:
    bureau = Bureau.current()
    units = list(Unit.objects.all())
    lines = [bureau.phones, bureau.fax, bureau.supervision]
    lines += [unit.phones for unit in units]
    lines += OtherBody.objects.values_list("phones", flat=True)
    phones = (phone.number for line in lines for phone in read_phones(line))
    places = [bureau.address, *(unit.address for unit in units)]
    return Known(
        names=tuple(filter(None, (bureau.name, bureau.short_name))),
        former=tuple(bureau.former_names.split()),
        phones=frozenset(map(only_digits, phones)),
        addresses=tuple(place for place in places if place),
    )
