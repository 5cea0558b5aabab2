"""Long lists by the page."""

from __future__ import annotations

from django.http import HttpRequest


def page_number(request: HttpRequest, many: int, a_page: int) -> tuple[int, int]:
    """The page that an address asks for, and the last that there is."""
    last = max(1, -(-many // a_page))
    given = request.GET.get("page", "1")
    asked = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    return min(max(1, asked), last), last
