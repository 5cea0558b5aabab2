"""How English writes dates and numbers, where it is not as Django has it."""

DATETIME_FORMAT = "j F Y, H:i"
