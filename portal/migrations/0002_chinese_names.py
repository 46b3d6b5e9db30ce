"""Wagtail's own migrations make their first rows with English names, which editors would read."""

from __future__ import annotations

from django.db import migrations

GROUPS = {"Editors": "编辑", "Moderators": "审核员"}


def to_chinese(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for english, chinese in GROUPS.items():
        group.objects.filter(name=english).update(name=chinese)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name="审核后发布")
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").update(name="审核员审批")
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(title="全部页面", draft_title="全部页面")
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name="Root").update(name="全部文件夹")


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(to_chinese, migrations.RunPython.noop)]
