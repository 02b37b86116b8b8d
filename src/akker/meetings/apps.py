from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "akker.meetings"

    def ready(self) -> None:
        from akker.journey.actions.photos import NAMED_ELSEWHERE
        from akker.meetings.actions.paper import wanted
        from akker.meetings.report.meeting import next_in_words
        from akker.networks.report import NEXT_MEETINGS
        from akker.post import pages, schedules

        NAMED_ELSEWHERE.append(wanted)
        NEXT_MEETINGS.append(next_in_words)
        schedules.add("end date polls", 5 * schedules.MINUTE, "akker.meetings.tasks.end_polls")
        pages.LASTING.update({"meeting", "dates"})
