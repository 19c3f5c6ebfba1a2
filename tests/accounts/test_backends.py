import pytest
from django.contrib.auth.models import Group, Permission

from justcities.accounts.models import User
from tests.factories import AdministratorFactory, UserFactory


def permission(name):
    app, _dot, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@pytest.fixture
def person(db):
    group = Group.objects.create(name="Both")
    group.permissions.add(permission("wagtailadmin.access_admin"))
    user = UserFactory(groups=[group])
    user.user_permissions.add(permission("home.view_navigation"))
    return User.objects.get(pk=user.pk)


def test_own_permissions_and_those_of_groups_are_read_in_one_query(person, query_count):
    with query_count() as queries:
        assert person.get_all_permissions() == {"wagtailadmin.access_admin", "home.view_navigation"}
        assert person.has_perm("home.view_navigation")
        assert person.has_perm("wagtailadmin.access_admin")
        assert not person.has_perm("home.change_navigation")
    assert len(queries) == 1


def test_who_may_not_sign_in_may_do_nothing(person):
    person.is_active = False
    person.save()
    assert User.objects.get(pk=person.pk).get_all_permissions() == set()


def test_administrators_may_do_everything(db):
    assert AdministratorFactory().has_perm("home.change_navigation")
    assert len(AdministratorFactory().get_all_permissions()) == Permission.objects.count()
