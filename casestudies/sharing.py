"""Plain links to pass a case study on. They call nobody until somebody follows them."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from casestudies.models import CaseStudyPage


def share_links(page: CaseStudyPage) -> list[dict[str, str]]:
    """Return links to pass a page on by e-mail or messenger."""
    url = page.full_url or ""
    text = f"{page.title} {url}"
    return [
        {
            "label": _("By e-mail"),
            "url": "mailto:?"
            + urlencode({"subject": page.title, "body": text}).replace("+", "%20"),
        },
        {"label": "WhatsApp", "url": "https://wa.me/?" + urlencode({"text": text})},
        {"label": "Telegram", "url": "https://t.me/share/url?" + urlencode({"url": url})},
        {
            "label": "Mastodon",
            "url": "https://share.joinmastodon.org/#" + urlencode({"text": text}),
        },
    ]
