"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Its label is `desk`: the tables and the account model go by it."""

    name = "sayso.desk"
    label = "desk"

    def ready(self) -> None:
        """Everything is told in the reader's language."""
        from sayso.desk.tongue import ReadersTongue
        from sayso.wording.tongue import speaks

        speaks(ReadersTongue())
