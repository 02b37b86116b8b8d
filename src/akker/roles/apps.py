from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "akker.roles"

    def ready(self) -> None:
        """Let the journey know what ends when roles are settled, whichever page they are settled on."""
        from akker.journey.actions import ends
        from akker.roles.actions import forget_nominations

        ends("roles")(forget_nominations)
