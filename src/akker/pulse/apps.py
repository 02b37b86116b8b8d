from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "akker.pulse"
