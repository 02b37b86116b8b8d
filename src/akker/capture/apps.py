from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "akker.capture"
