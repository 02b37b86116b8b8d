from django.apps import AppConfig


class QuestionConfig(AppConfig):
    name = "akker.question"

    def ready(self) -> None:
        from akker.networks.actions.themes import fills
        from akker.post import schedules
        from akker.question.actions.themes import fill

        fills(fill)
        schedules.add("forget offers to think along", schedules.DAY, "akker.question.tasks.sweep_offers")
        schedules.add("ask how the indicators stand", schedules.DAY, "akker.question.tasks.ask_readings")
