"""Every address starts here; Wagtail's catch-all comes last."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from portal import mode, parts, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path(
        "mode/",
        include(([path("<slug:mode>/", mode.switch, name="switch")], "mode")),
    ),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail's own address for documents, answered with a stricter head; the rest of its addresses follow.
    re_path(r"^files/(\d+)/(.*)$", views.document),
    path("files/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(
            r"^media/(?P<path>images/.*)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    ]

urlpatterns += i18n_patterns(
    path("search/", include("search.urls")),
    path("complaints/", include("complaints.urls")),
    path("design/", parts.parts, name="parts"),
    path("who-does-what/", include("disclosure.urls")),
    path("law/", include("legal_education.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "portal.failures.views.bad_request"
handler403 = "portal.failures.views.forbidden"
handler404 = "portal.failures.views.not_found"
handler500 = "portal.failures.views.server_error"
