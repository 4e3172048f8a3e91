"""What is taught, and workplaces and associations, as staff fill it in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verkstad.courses.actions.courses import CourseData
from verkstad.courses.models import Course, Unit, UnitKind
from verkstad.courses.queries.staff import packages_taught, slugs_in
from verkstad.identity.models import Membership
from verkstad.learning.queries.reading import modules_of
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.texts import TextsForm, by_language

# Would be taken for another page.
RESERVED = ("new", "calendar")


class CourseForm(TextsForm):
    texts = ("title", "about")

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("As people would say it, such as “First steps with your phone”.")
    )
    about = forms.CharField(
        label=_("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("What one learns, for whom it is, and what one should know before."),
    )
    package = forms.ChoiceField(
        label=_("Package"),
        required=False,
        help_text=_("Whoever takes the course has proved its modules, where the package says that a course is enough."),
    )
    modules = forms.MultipleChoiceField(
        label=_("Which modules"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none, and it is all of them."),
    )

    def __init__(self, *args: Any, municipality: Municipality, course: Course | None, **kwargs: Any) -> None:
        self.course = course
        kwargs.setdefault("initial", _course_values(course))
        super().__init__(*args, municipality=municipality, **kwargs)
        self.packages = {str(edition.package_id): edition for edition in packages_taught(municipality)}
        names = [(key, str(edition.title)) for key, edition in self.packages.items()]
        self.fields["package"].choices = [("", _("None")), *names]  # type: ignore[attr-defined]
        languages = [get_language() or "", municipality.main_language]
        self.fields["modules"].choices = [  # type: ignore[attr-defined]
            (f"{package}/{text.module.key}", f"{edition.title}: {text.title}")
            for package, edition in self.packages.items()
            for text in modules_of(edition, languages)
        ]

    def clean_modules(self) -> list[str]:
        """Their keys; raises ValidationError for those of another package than the chosen one."""
        package = self.cleaned_data.get("package", "")
        pairs = [value.partition("/") for value in self.cleaned_data["modules"]]
        if any(chosen != package for chosen, _slash, _key in pairs):
            raise ValidationError(_("Choose modules of the package above."))
        return [key for _chosen, _slash, key in pairs]

    def data_to_save(self) -> CourseData:
        said = self.cleaned_data
        return CourseData(
            slug=self.course.slug if self.course else self._free_slug(),
            title=self.text("title"),
            about=self.text("about"),
            package=self.packages[said["package"]].package if said["package"] else None,
            modules=said["modules"],
        )

    def _free_slug(self) -> str:
        """From the title in the main language, with a number when that is taken."""
        base = slugify(self.cleaned_data[f"title_{self.codes[0]}"])[:70] or "course"
        taken = {*RESERVED, *slugs_in(self.municipality)}
        numbered = (f"{base}-{number}" if number > 1 else base for number in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)


def _course_values(course: Course | None) -> dict[str, Any]:
    if course is None:
        return {}
    return {
        **by_language("title", course.title),
        **by_language("about", course.about),
        "package": str(course.package_id or ""),
        "modules": [f"{course.package_id}/{key}" for key in course.modules],
    }


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind, initial=UnitKind.UNIT, widget=forms.RadioSelect)
    manager = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Manager"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("A member who signs up all who work or meet there."),
    )

    def __init__(self, *args: Any, municipality: Municipality, unit: Unit | None = None, **kwargs: Any) -> None:
        names = ("name", "kind", "manager")
        kwargs.setdefault("initial", {name: getattr(unit, name) for name in names} if unit else {})
        super().__init__(*args, **kwargs)
        self.municipality, self.unit = municipality, unit
        members = Membership.objects.active().filter(municipality=municipality).select_related("user")
        self.fields["manager"].queryset = members.order_by("user__first_name", "pk")  # type: ignore[attr-defined]
        self.fields["manager"].label_from_instance = lambda one: one.user.name  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Unit.objects.filter(municipality=self.municipality, name=name)
        if (others.exclude(pk=self.unit.pk) if self.unit else others).exists():
            raise ValidationError(_("There is one of this name already."))
        return name
