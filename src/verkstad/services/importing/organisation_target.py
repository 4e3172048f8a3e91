"""Organisations as imports see them. They are never withdrawn: somebody may still answer for something."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.services import actions
from verkstad.services.data import OrganisationData, Scope
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.importing.slugs import free_slug, taken_slugs
from verkstad.services.importing.targets import Author, Known, State, Writing, Written, content_version
from verkstad.services.models import Organisation, OrganisationKind

_FIELDS = ("kind", "phone", "email", "url", "address")
_LABELS = {
    "kind": gettext_noop("Kind"),
    "phone": gettext_noop("Phone"),
    "email": gettext_noop("E-mail"),
    "url": gettext_noop("Web address"),
    "address": gettext_noop("Address"),
    "name": gettext_noop("Name"),
}


def ensure_own_organisation(municipality: Municipality, by: str) -> None:
    """The municipality itself answers for what it imports, until somebody says who else does."""
    if not Organisation.objects.filter(municipality=municipality, slug=municipality.slug).exists():
        data = OrganisationData(
            slug=municipality.slug,
            kind=OrganisationKind.DEPARTMENT,
            name=dict(municipality.name),
            phone=municipality.phone,
            email=municipality.email,
        )
        actions.save_organisation(data, scope=Scope(municipality=municipality), by=by)


class OrganisationTarget:
    name = "organisation"
    label: Promise = _("Organisation")
    draft = withdrawn = ""

    def known(self, municipality: Municipality) -> Iterable[Known]:
        rows = Organisation.objects.filter(municipality=municipality).order_by("slug")
        return [Known(row.pk, row.slug, tuple(row.name.values())) for row in rows]

    def states(self, keys: Iterable[int], *, lock: bool = False) -> dict[int, State]:
        rows = Organisation.objects.filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: _state(row) for row in (rows.select_for_update() if lock else rows)}

    def blank(self, municipality: Municipality) -> Values:
        return dict.fromkeys(_FIELDS, "") | {"kind": OrganisationKind.ASSOCIATION.value}

    def published(self, values: Values) -> Values:
        return values

    def merged(self, old: Values, found: Values) -> Values:
        return old | found

    def check(self, values: Values, municipality: Municipality) -> None:
        if not _names(values):
            raise Problem(gettext_noop("The name is missing."))
        try:
            Organisation(**_columns(values), slug="x").clean_fields(exclude=["slug", "municipality"])
        except ValidationError as error:
            field = _LABELS.get(min(error.message_dict), gettext_noop("Name"))
            raise Problem(gettext_noop("“%(field)s” cannot be like that."), field=field) from error

    def write(
        self, batch: Sequence[Writing], author: Author, references: Mapping[tuple[str, str], int]
    ) -> list[Written]:
        own = Organisation.objects.filter(municipality=author.municipality).order_by("slug")
        slugs = dict(own.filter(pk__in=[it.pk for it in batch if it.pk]).values_list("pk", "slug"))
        taken = taken_slugs(own, [it.slug or it.name for it in batch if not it.pk], self.name)
        data = [
            OrganisationData(
                slug=slugs.get(it.pk or 0) or free_slug(it.slug or it.name, taken, self.name), **_columns(it.values)
            )
            for it in batch
        ]
        saved = actions.save_organisations(data, scope=author.scope, by=author.by)
        return [Written(row.pk, _state(row).version) for row in saved]

    def field_label(self, field: str) -> str:
        return gettext(_LABELS.get(field.partition(".")[0], field))


def _state(row: Organisation) -> State:
    values = {field: getattr(row, field) for field in _FIELDS}
    values |= {f"name.{language}": name for language, name in row.name.items()}
    return State(content_version(values), values)


def _names(values: Values) -> dict[str, str]:
    return {field.removeprefix("name."): name for field, name in values.items() if field.startswith("name.") and name}


def _columns(values: Values) -> Values:
    return {field: values[field] for field in _FIELDS} | {"name": _names(values)}


ORGANISATIONS = OrganisationTarget()
