from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "akker.post"

    def ready(self) -> None:
        """Hang what stands high where those below can call it without knowing it."""
        from functools import partial

        from akker.people import sign_in
        from akker.post import actions, bell, kinds, pages, tasks

        bell.ring = tasks.ring
        sign_in.deliver = partial(actions.queue, kind=kinds.SIGN_IN)
        pages.register({kinds.SIGN_IN: "post:sign-in"})
