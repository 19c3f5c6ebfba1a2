"""The user: signs in by e-mail, has no user name."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from justcities.core.languages import codes, native_name


def language_choices() -> list[tuple[str, str]]:
    """Return the site’s languages by their own names (a function, so no migration names them)."""
    return [(code, native_name(code)) for code in codes()]


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def get_by_natural_key(self, email: str | None) -> "User":
        """Find a person by address, whatever its case."""
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person.

        Raises:
            ValueError: where the address is empty.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person who can sign in. The address is kept in lower case, so it is unique without case."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of e-mails"),
        max_length=20,
        blank=True,
        choices=language_choices,
        help_text=_("The site’s first language where none is chosen."),
    )
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_without_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Keep the address in lower case."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case, whichever door it came through."""
        self.email = (self.email or "").lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return the person's name, or the address where none is given."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return what the admin greets a person with."""
        return self.get_full_name()
