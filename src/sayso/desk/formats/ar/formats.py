"""How Arabic writes dates and numbers, where it is not as Django has it.

Digits are 0 to 9, as in the United Nations' Arabic documents, so that figures read alike in every language.
"""

DATETIME_FORMAT = "j F Y، H:i"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
