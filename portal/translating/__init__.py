"""Translating pages with wagtail-localize: where each stands, what is kept of it, files for translators, and its fences."""
