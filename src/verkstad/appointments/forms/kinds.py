"""What can be booked, as those fill it in who decide the rules; and rooms and equipment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from verkstad.appointments.actions.kinds import KindData
from verkstad.appointments.models import AppointmentKind, BookedBy, Resource, Way
from verkstad.appointments.queries import kinds as queries
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.spoken import spoken_choices
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.places.models import Place, Theme
from verkstad.services.models import Service
from verkstad.services.queries import services_by_name

HOUR, DAY = 60, 24 * 60
NOTICE = (0, 30, HOUR, 2 * HOUR, 4 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
AHEAD = (7, 14, 28, 42, 56, 84, 182, 364)
# Would be taken for another page.
RESERVED = "new"
EMPTY_SERVICES = 3
SERVICES = "service-names"

LISTS = ("themes", "ways", "languages")
PLAIN = ("minutes", "seats", "notice_minutes", "furthest_days", "change_minutes", "booked_by", "is_sensitive")


def before_words(minutes: int) -> str:
    """Such as "4 hours before"."""
    if not minutes:
        return str(_("Right up to when it begins"))
    if minutes % DAY == 0:
        return ngettext("%(number)s day before", "%(number)s days before", minutes // DAY) % {"number": minutes // DAY}
    if minutes % HOUR == 0:
        hours = minutes // HOUR
        return ngettext("%(number)s hour before", "%(number)s hours before", hours) % {"number": hours}
    return ngettext("%(number)s minute before", "%(number)s minutes before", minutes) % {"number": minutes}


def ahead_words(days: int) -> str:
    """Such as "8 weeks ahead"."""
    if days % 7 == 0:
        return ngettext("%(number)s week ahead", "%(number)s weeks ahead", days // 7) % {"number": days // 7}
    return ngettext("%(number)s day ahead", "%(number)s days ahead", days) % {"number": days}


class KindForm(TextsForm):
    texts = ("name", "summary", "preparation")

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As residents would say it, such as “Help with e-ID”.")
    )
    summary = forms.CharField(
        label=_("What it is, in a sentence or two"),
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text=_("Residents read it before they book."),
    )
    preparation = forms.CharField(
        label=_("What to bring and know"),
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text=_("Stands in the confirmation, such as “Bring your passport and your phone”."),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes it takes"),
        min_value=5,
        max_value=480,
        initial=30,
        help_text=_("Count in what you need afterwards, for the next one may come at once."),
    )
    seats = forms.IntegerField(
        label=_("How many people at once"),
        min_value=1,
        max_value=200,
        initial=1,
        help_text=_("More than one makes it a group: several people book the same time, until it is full."),
    )
    ways = forms.MultipleChoiceField(label=_("How you meet"), choices=Way, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none, and it is held in every language that the helper speaks."),
    )
    booked_by = forms.ChoiceField(
        label=_("Who books it"), choices=BookedBy, initial=BookedBy.EVERYBODY, widget=forms.RadioSelect
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitive"),
        required=False,
        help_text=_("Only the helper and coordinators see who comes and for what. Others see that the time is taken."),
    )
    notice_minutes = forms.TypedChoiceField(
        label=_("Booked at the latest"), coerce=int, help_text=_("So that nobody is surprised. Staff can always book.")
    )
    furthest_days = forms.TypedChoiceField(
        label=_("Booked at the earliest"), coerce=int, help_text=_("How far ahead residents see free times.")
    )
    change_minutes = forms.TypedChoiceField(
        label=_("Moved or cancelled at the latest"),
        coerce=int,
        help_text=_("By the residents themselves. After that they have to ring."),
    )
    themes = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=Theme,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Residents find the kind by it. Tick none if it is about anything."),
    )
    resources = forms.ModelMultipleChoiceField(
        Resource.objects.none(),
        label=_("Rooms and equipment"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One of those you tick at the place is booked with it. Tick none if it needs nothing."),
    )

    def __init__(self, *args: Any, municipality: Municipality, kind: AppointmentKind | None, **kwargs: Any) -> None:
        self.kind = kind
        self.slugs = services_by_name(municipality)
        linked = {one.slug for one in kind.services.all()} if kind else set()
        named = [name for name, slug in self.slugs.items() if slug in linked]
        kwargs.setdefault("initial", _initial(kind))
        super().__init__(*args, municipality=municipality, **kwargs)
        self._choices(municipality)
        self._name_services(named)

    def _choices(self, municipality: Municipality) -> None:
        """Those of the municipality, and such values as the kind has already."""
        kind, fields = self.kind, self.fields
        fields["languages"].choices = spoken_choices(municipality, kind.languages if kind else ())  # type: ignore[attr-defined]
        for name, usual in (("notice_minutes", NOTICE), ("change_minutes", NOTICE), ("furthest_days", AHEAD)):
            words = ahead_words if name == "furthest_days" else before_words
            values = sorted({*usual, getattr(kind or AppointmentKind(), name)})
            fields[name].choices = [(value, words(value)) for value in values]  # type: ignore[attr-defined]
        mine: Iterable[int] = kind.resources.values_list("pk", flat=True) if kind else ()
        rows = Resource.objects.filter(Q(is_active=True) | Q(pk__in=mine), place__municipality=municipality)
        fields["resources"].queryset = rows.select_related("place").order_by("place", "pk")  # type: ignore[attr-defined]
        fields["resources"].label_from_instance = lambda one: f"{one.name} ({one.place.name})"  # type: ignore[attr-defined]

    def _name_services(self, named: list[str]) -> None:
        """A field for each service there is, and some to write more in; the browser completes the names."""
        for number in range(len(named) + EMPTY_SERVICES):
            self.fields[f"service_{number}"] = ServiceField(
                self.slugs, label=_("Service %(number)s") % {"number": number + 1}, initial="".join(named[number:][:1])
            )

    @property
    def services(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("service_")]

    @property
    def chosen_services(self) -> list[Service]:
        """Those that are named, and those of the kind that are out of sight now and could not be shown to choose."""
        slugs = {self.cleaned_data[bound.name] for bound in self.services}
        unseen = self.kind.services.exclude(slug__in=self.slugs.values()).order_by("pk") if self.kind else ()
        return [*queries.shown_services(self.municipality, slugs), *unseen]

    def data_to_save(self) -> KindData:
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in (*PLAIN, *LISTS)}
        values |= {name: self.text(name) for name in self.texts}
        return KindData(slug=self.kind.slug if self.kind else self._free_slug(), **values)

    def _free_slug(self) -> str:
        """From the name in the main language, with a number when that is taken."""
        base = slugify(self.cleaned_data[f"name_{self.codes[0]}"])[:70] or "kind"
        taken = {RESERVED, *queries.slugs_in(self.municipality)}
        numbered = (f"{base}-{number}" if number > 1 else base for number in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)


class ServiceField(forms.CharField):
    """The name of a service, as residents see it; cleaned it is the service's slug."""

    def __init__(self, slugs: dict[str, str], **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": SERVICES, "autocomplete": "off"})
        super().__init__(required=False, max_length=200, widget=widget, **kwargs)
        self.slugs = {name.casefold(): slug for name, slug in slugs.items()}

    def clean(self, value: str) -> str:
        name = super().clean(value)
        if name and name.casefold() not in self.slugs:
            raise ValidationError(_("There is no service of this name. Choose one of the list."))
        return self.slugs.get(name.casefold(), "")


class ResourceForm(TextsForm):
    """A room or a piece of equipment; where it stands is said once."""

    texts = ("name",)

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"), empty_label=_("Choose"))
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Such as “Quiet room” or “Computer by the window”.")
    )

    def __init__(self, *args: Any, municipality: Municipality, resource: Resource | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", by_language("name", resource.name) if resource else {})
        super().__init__(*args, municipality=municipality, **kwargs)
        if resource:
            del self.fields["place"]
        else:
            places = Place.objects.filter(municipality=municipality).order_by("slug")
            self.fields["place"].queryset = places  # type: ignore[attr-defined]


def _initial(kind: AppointmentKind | None) -> dict[str, Any]:
    if kind is None:
        fresh = AppointmentKind()
        names: Iterable[str] = ("notice_minutes", "furthest_days", "change_minutes")
        return {name: getattr(fresh, name) for name in names}
    return {
        **{name: getattr(kind, name) for name in (*PLAIN, *LISTS)},
        **by_language("name", kind.name),
        **by_language("summary", kind.summary),
        **by_language("preparation", kind.preparation),
        "resources": list(kind.resources.all()),
    }
