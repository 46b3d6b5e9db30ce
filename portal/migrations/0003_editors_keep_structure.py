"""Editors keep the bureau's structure and the laws' short names; Wagtail gives its groups only pages and files."""

from __future__ import annotations

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("add_unit", "change_unit", "add_person", "change_person", "change_law")


def give(apps, schema_editor):
    # Django makes permissions only after all migrations, and a group cannot be given what does not exist.
    for label in ("common", "legal_education"):
        create_permissions(real_apps.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        codename__in=RIGHTS, content_type__app_label__in=("common", "legal_education")
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("编辑", "审核员")):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_chinese_names"),
        ("common", "0001_initial"),
        ("legal_education", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
