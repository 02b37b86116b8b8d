from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "akker.journey"

    def ready(self) -> None:
        from akker.journey.report import left
        from akker.networks import mapping
        from akker.post import schedules

        schedules.add("let go of files that no photo names", schedules.DAY, "akker.journey.tasks.sweep_photos")
        schedules.add("ask newcomers for agreements", schedules.HOUR, "akker.journey.tasks.ask_newcomers")
        schedules.add("ask to look at agreements again", schedules.HOUR, "akker.journey.tasks.ask_again")
        mapping.LEFT.append(left)
