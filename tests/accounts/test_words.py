"""What letters call a thing is what the page calls it."""

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags


def test_the_letter_names_the_link_as_the_sign_in_page_does(db: None) -> None:
    letter = render_to_string(
        "account/email/password_changed_message.txt", {"timestamp": timezone.now(), "ip": "::1"}
    )
    page = strip_tags(Client().get(reverse("account_login")).content.decode())
    link = page[page.index("Forgot") :].split("?")[0] + "?"
    assert f"“{link}”" in letter
