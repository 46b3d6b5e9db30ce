"""Editors work off their to-dos and confirm false alarms of the wording checks; reviewers keep the list of words too."""

from __future__ import annotations

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

BOTH = ("view_todo", "change_todo", "add_wordingconfirmation")
RIGHTS = {
    "编辑": BOTH,
    "审核员": (*BOTH, "view_wordingentry", "change_wordingentry"),
}


def give(apps, schema_editor):
    # Django makes permissions only after all migrations, and a group cannot be given what does not exist.
    create_permissions(real_apps.get_app_config("common"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="common")
    for name, rights in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions.filter(codename__in=rights))


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_editors_keep_structure"),
        ("common", "0007_outbox"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
