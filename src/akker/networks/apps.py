from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "akker.networks"

    def ready(self) -> None:
        from akker.post import schedules

        schedules.add("let go of unfinished imports", schedules.DAY, "akker.networks.tasks.sweep_imports")
