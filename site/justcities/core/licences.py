"""Licences and rights statements: what a reader may do with a picture, a case study, a resource."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Licences by their SPDX identifiers, and named rights statements."""

    CC_BY_4 = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA_4 = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC_4 = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA_4 = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")


class Rights(models.TextChoices):
    """What a resource's own publisher allows: every licence above, and those only others use."""

    CC_BY_4 = Licence.CC_BY_4.value, Licence.CC_BY_4.label
    CC_BY_SA_4 = Licence.CC_BY_SA_4.value, Licence.CC_BY_SA_4.label
    CC_BY_NC_4 = Licence.CC_BY_NC_4.value, Licence.CC_BY_NC_4.label
    CC_BY_NC_SA_4 = Licence.CC_BY_NC_SA_4.value, Licence.CC_BY_NC_SA_4.label
    CC_BY_ND_4 = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    CC_BY_NC_ND_4 = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    CC_BY_3_IGO = "CC-BY-3.0-IGO", "CC BY 3.0 IGO"
    CC_BY_SA_3_IGO = "CC-BY-SA-3.0-IGO", "CC BY-SA 3.0 IGO"
    CC_BY_NC_3_IGO = "CC-BY-NC-3.0-IGO", "CC BY-NC 3.0 IGO"
    CC_BY_NC_SA_3_IGO = "CC-BY-NC-SA-3.0-IGO", "CC BY-NC-SA 3.0 IGO"
    CC_BY_NC_ND_3_IGO = "CC-BY-NC-ND-3.0-IGO", "CC BY-NC-ND 3.0 IGO"
    CC0 = Licence.CC0.value, Licence.CC0.label
    PUBLIC_DOMAIN = Licence.PUBLIC_DOMAIN.value, Licence.PUBLIC_DOMAIN.label
    FREE_TO_SHARE = "free-to-share", _("May be copied and shared, not changed")
    WITH_PERMISSION = "with-permission", _("Shown here with permission")
    ALL_RIGHTS = Licence.ALL_RIGHTS.value, Licence.ALL_RIGHTS.label


OPEN = frozenset(
    {
        Rights.CC_BY_4,
        Rights.CC_BY_SA_4,
        Rights.CC_BY_3_IGO,
        Rights.CC_BY_SA_3_IGO,
        Rights.CC0,
        Rights.PUBLIC_DOMAIN,
    }
)
"""Open in the sense of the Open Definition 2.1: free to use, change and share for any purpose."""

ADDRESSES = {
    Rights.CC_BY_4: "https://creativecommons.org/licenses/by/4.0/",
    Rights.CC_BY_SA_4: "https://creativecommons.org/licenses/by-sa/4.0/",
    Rights.CC_BY_NC_4: "https://creativecommons.org/licenses/by-nc/4.0/",
    Rights.CC_BY_NC_SA_4: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    Rights.CC_BY_ND_4: "https://creativecommons.org/licenses/by-nd/4.0/",
    Rights.CC_BY_NC_ND_4: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    Rights.CC_BY_3_IGO: "https://creativecommons.org/licenses/by/3.0/igo/",
    Rights.CC_BY_SA_3_IGO: "https://creativecommons.org/licenses/by-sa/3.0/igo/",
    Rights.CC_BY_NC_3_IGO: "https://creativecommons.org/licenses/by-nc/3.0/igo/",
    Rights.CC_BY_NC_SA_3_IGO: "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/",
    Rights.CC_BY_NC_ND_3_IGO: "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/",
    Rights.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Rights.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
    Rights.ALL_RIGHTS: "http://rightsstatements.org/vocab/InC/1.0/",
}
"""Where each licence can be read."""


def is_open(licence: str) -> bool:
    """Tell whether a licence lets anybody use, change and share the work."""
    return licence in OPEN


def address(licence: str) -> str:
    """Return where a licence can be read, or an empty string."""
    return ADDRESSES.get(Rights(licence), "") if licence in Rights.values else ""
