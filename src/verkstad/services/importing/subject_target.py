"""Terms of classifications as imports see them. They belong to nobody and are never taken away."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.services import actions
from verkstad.services.data import SubjectData
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.importing.targets import Author, Known, State, Writing, Written, content_version
from verkstad.services.models import Subject

_LONGEST_CODE = 80
_LABELS = {"scheme": gettext_noop("Classification"), "code": gettext_noop("Code"), "name": gettext_noop("Name")}


def subject_key(scheme: str, code: str) -> str:
    """What stands for an address of a term, which has none."""
    return f"{scheme}:{code}"


class SubjectTarget:
    name = "subject"
    label: Promise = _("Subject")
    draft = withdrawn = ""

    def known(self, municipality: Municipality) -> Iterable[Known]:
        """Never by their names: terms of two classifications may have the same."""
        rows = Subject.objects.order_by("pk").values_list("pk", "scheme", "code")
        return [Known(pk, subject_key(scheme, code), ()) for pk, scheme, code in rows]

    def states(self, keys: Iterable[int], *, lock: bool = False) -> dict[int, State]:
        rows = Subject.objects.filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: _state(row) for row in (rows.select_for_update() if lock else rows)}

    def blank(self, municipality: Municipality) -> Values:
        return {"scheme": "", "code": ""}

    def published(self, values: Values) -> Values:
        return values

    def merged(self, old: Values, found: Values) -> Values:
        return old | found

    def check(self, values: Values, municipality: Municipality) -> None:
        if not values["code"] or len(values["code"]) > _LONGEST_CODE:
            raise Problem(gettext_noop("“%(field)s” cannot be like that."), field=_LABELS["code"])

    def write(
        self, batch: Sequence[Writing], author: Author, references: Mapping[tuple[str, str], int]
    ) -> list[Written]:
        actions.save_subjects([_data(it.values) for it in batch], by=author.by)
        found = Subject.objects.filter(code__in=[it.values["code"] for it in batch]).order_by("pk")
        rows = {(row.scheme, row.code): row for row in found}
        saved = [rows[it.values["scheme"], it.values["code"]] for it in batch]
        return [Written(row.pk, _state(row).version) for row in saved]

    def field_label(self, field: str) -> str:
        return gettext(_LABELS.get(field.partition(".")[0], field))


def _data(values: Values) -> SubjectData:
    names = {field.removeprefix("name."): name for field, name in values.items() if field.startswith("name.")}
    return SubjectData(values["scheme"], values["code"], names)


def _state(row: Subject) -> State:
    values = {"scheme": row.scheme, "code": row.code} | {f"name.{language}": it for language, it in row.name.items()}
    return State(content_version(values), values)


SUBJECTS = SubjectTarget()
