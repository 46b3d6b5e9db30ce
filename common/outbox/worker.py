"""The workers' signs of life: each says now and then that it is there."""

from __future__ import annotations

import datetime as dt
import os
import socket

from django.db import models
from django.utils import timezone

EVERY = dt.timedelta(seconds=20)
# A worker in the middle of one long handler call says nothing meanwhile.
SILENT = dt.timedelta(minutes=5)
FORGOTTEN = dt.timedelta(days=1)


class WorkerBeat(models.Model):
    """One worker process, and when it was last heard of."""

    name = models.CharField("进程", max_length=120, unique=True)
    started_at = models.DateTimeField("启动时间", default=timezone.now)
    seen_at = models.DateTimeField("最近活动", default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "后台进程"
        verbose_name_plural = "后台进程"

    def __str__(self) -> str:
        return self.name


def own_name() -> str:
    return f"{socket.gethostname()[:90]}:{os.getpid()}"


def beat() -> None:
    """Say that this process is there, and forget those that have long been silent."""
    now = timezone.now()
    WorkerBeat.objects.update_or_create(name=own_name(), defaults={"seen_at": now})
    WorkerBeat.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def leave() -> None:
    """This process ends in good order."""
    WorkerBeat.objects.filter(name=own_name()).delete()


def living() -> int:
    """How many workers were heard of lately."""
    return WorkerBeat.objects.filter(seen_at__gte=timezone.now() - SILENT).count()
