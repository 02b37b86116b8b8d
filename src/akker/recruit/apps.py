from django.apps import AppConfig


class RecruitConfig(AppConfig):
    name = "akker.recruit"

    def ready(self) -> None:
        from akker.post import schedules

        schedules.add("let go of unconfirmed applications", schedules.DAY, "akker.recruit.tasks.sweep")
