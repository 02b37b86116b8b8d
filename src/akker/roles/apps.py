from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "akker.roles"

    def ready(self) -> None:
        """Let the journey know what ends when roles are settled, whichever page they are settled on; and let who
        joins through an invitation be put forward for a role.
        """
        from akker.journey.actions import ends
        from akker.recruit.actions.invitation import NOMINATES
        from akker.roles.actions import forget_nominations, nominate

        ends("roles")(forget_nominations)
        NOMINATES.append(nominate)
