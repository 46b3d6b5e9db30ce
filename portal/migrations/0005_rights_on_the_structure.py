"""Editors keep the structure: who works where, who holds which function, and where to turn; nobody of them deletes."""

from __future__ import annotations

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

KEPT = ("unit", "person", "competence", "otherbody")
RIGHTS = [f"{act}_{name}" for name in KEPT for act in ("add", "change", "view")]


def give(apps, schema_editor):
    # Django makes permissions only after all migrations, and a group cannot be given what does not exist.
    create_permissions(real_apps.get_app_config("common"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        codename__in=[*RIGHTS, "change_bureau", "view_bureau"], content_type__app_label="common"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("编辑", "审核员")):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_rights_on_the_floor"),
        ("common", "0008_structure"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
