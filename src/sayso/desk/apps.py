"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Its label is `desk`: the tables and the account model go by it."""

    name = "sayso.desk"
    label = "desk"
