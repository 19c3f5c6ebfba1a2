"""The admin’s door, which is the site’s own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache


@never_cache
def admin_login(request: HttpRequest) -> HttpResponse:
    """Send visitors of the admin to the site’s sign-in, and back to where they wanted to be.

    The admin’s own sign-in goes round verified addresses and rate limits.

    Raises:
        PermissionDenied: for somebody who has signed in and may not use the admin; sending them to
            the sign-in would send them back here, in a circle.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    response = redirect("account_login")
    if request.GET:
        response["Location"] += f"?{request.GET.urlencode()}"
    return response


@never_cache
def admin_password_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Send whoever asks for the admin’s own password reset to the site’s."""
    return redirect("account_reset_password")
