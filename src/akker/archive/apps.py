from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "akker.archive"
