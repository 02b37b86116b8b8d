from django.apps import AppConfig


class RecruitConfig(AppConfig):
    name = "akker.recruit"

    def ready(self) -> None:
        from akker.networks.actions import COMINGS
        from akker.post import schedules
        from akker.recruit.actions.invitation import bring_questions

        COMINGS.append(bring_questions)
        schedules.add("let go of unconfirmed applications", schedules.DAY, "akker.recruit.tasks.sweep")
