from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "akker.web"

    def ready(self) -> None:
        from akker.post.pages import register
        from akker.recruit import pace
        from akker.web.asks import ASK_PAGES
        from akker.web.report import pace_of

        register(ASK_PAGES)
        if pace_of not in pace.READERS:
            pace.READERS.append(pace_of)
