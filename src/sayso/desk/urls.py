"""Every address of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.i18n import set_language

from sayso.desk import accounts
from sayso.desk.api import service
from sayso.desk.views import account, agreements, evidence, explore, grouping, inbox, incident, matching, names, report

app_name = "desk"

pages: list[URLPattern | URLResolver] = [
    *inbox.pages,
    *report.pages,
    *incident.pages,
    *grouping.pages,
    *matching.pages,
    *agreements.pages,
    *names.pages,
    *explore.pages,
    *evidence.pages,
    *account.pages,
    path("welcome/", accounts.welcome, name="welcome"),
    path("sign-in/", LoginView.as_view(template_name="desk/sign_in.html"), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path(
        "password/",
        PasswordChangeView.as_view(template_name="desk/password.html", success_url=reverse_lazy("desk:inbox")),
        name="password",
    ),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<str:name>/", accounts.change, name="change_account"),
    path("accounts/<str:name>/key/", accounts.revoke_key, name="revoke_key"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    path("api/v1/", include((service.addresses, "api"))),
    path("", include((pages, app_name))),
]
handler403 = "sayso.desk.faults.forbidden"
handler404 = "sayso.desk.faults.not_found"
handler500 = "sayso.desk.faults.failed"
