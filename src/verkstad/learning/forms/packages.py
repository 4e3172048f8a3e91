"""What is asked about a package and a module as a whole, and what is brought in a file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.core.pictures import UnusablePicture
from verkstad.core.uploads import largest
from verkstad.learning import drawings, files
from verkstad.learning.actions.modules import Head
from verkstad.learning.actions.packages import Settings
from verkstad.learning.documents import LONGEST_TITLE, PackageDocument, PictureDocument, WholePackage
from verkstad.learning.models import Kind, ModuleText, PackageEdition, Way
from verkstad.municipalities.texts import TextsForm, by_language
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.documents import Refused
from verkstad.practice.editing import free_key

LARGEST = _("The file is larger than %(size)s.")


class WordsForm(TextsForm):
    """What a package is called and for."""

    use_required_attribute = False
    texts = ("title", "about")
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    about = forms.CharField(
        label=_("For whom it is and what it gives"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class NewPackageForm(WordsForm):
    kind = forms.ChoiceField(label=_("Which kind"), choices=Kind)

    def document(self, taken: list[str]) -> PackageDocument:
        title = self.text("title")
        return PackageDocument(
            key=free_key(title[self.codes[0]], taken, "package"),
            kind=self.cleaned_data["kind"],
            licence="",
            author="",
            title=title,
            about=self.text("about"),
            modules=(),
            proved_by=(Way.PRACTICE, Way.COURSE, Way.TEST),
            hints_allowed=6,
            pass_mark=Decimal("0.70"),
        )


class SettingsForm(WordsForm):
    """``pass_mark`` in hundredths, as people say it."""

    proved_by = forms.MultipleChoiceField(
        label=_("What proves a module"),
        help_text=_("Each that you tick is enough by itself."),
        choices=Way,
        widget=forms.CheckboxSelectMultiple,
    )
    hints_allowed = forms.IntegerField(
        label=_("Hints allowed in a practice copy"), min_value=0, max_value=100, required=True
    )
    pass_mark = forms.IntegerField(
        label=_("Right answers that are enough, in per cent"), min_value=1, max_value=100, required=True
    )

    def __init__(self, *args: Any, edition: PackageEdition, **kwargs: Any) -> None:
        initial: dict[str, Any] = {**by_language("title", edition.title), **by_language("about", edition.about)}
        initial |= {"proved_by": edition.proved_by, "hints_allowed": edition.hints_allowed}
        initial["pass_mark"] = int(edition.pass_mark * 100)
        super().__init__(*args, municipality=edition.package.municipality, initial=initial, **kwargs)
        self.edition = edition
        self.order_fields([bound.name for name in self.texts for bound in self.bound(name)])

    def settings(self) -> Settings:
        """Languages that the municipality does not ask for stay as they are."""
        said = self.cleaned_data
        return Settings(
            title=self._kept(self.edition.title) | self.text("title"),
            about=self._kept(self.edition.about) | self.text("about"),
            proved_by=tuple(said["proved_by"]),
            hints_allowed=said["hints_allowed"],
            pass_mark=Decimal(said["pass_mark"]) / 100,
        )

    def _kept(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {language: words for language, words in texts.items() if language not in self.codes}


class AddForm(forms.Form):
    """A module, lesson or question more, by what it is called."""

    use_required_attribute = False
    words = forms.CharField(max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class HeadForm(forms.Form):
    """What a module says of itself in a language."""

    use_required_attribute = False
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    goal = forms.CharField(
        label=_("What one can do afterwards"),
        max_length=400,
        help_text=_("Begin with “You can …”."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    minutes = forms.IntegerField(label=_("About how many minutes it takes"), min_value=1, max_value=600)
    trains = forms.MultipleChoiceField(
        label=_("What it trains"),
        help_text=_("Competences of DigComp, the same in all languages."),
        choices=[(code, format_lazy("{} {}", code, words)) for code, words in COMPETENCES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, text: ModuleText, **kwargs: Any) -> None:
        initial = {name: getattr(text, name) for name in ("title", "goal", "minutes")}
        kwargs["initial"] = initial | {"trains": text.module.trains}
        super().__init__(*args, **kwargs)

    def head(self) -> Head:
        said = self.cleaned_data
        return Head(said["title"], said["goal"], said["minutes"], tuple(said["trains"]))


class BroughtForm(forms.Form):
    """A file; ``too_large`` names the field when it was dropped for its size."""

    use_required_attribute = False

    def __init__(self, *args: Any, too_large: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in too_large & self.fields.keys():
            self.fields[name].error_messages["required"] = LARGEST % {"size": filesizeformat(largest(name))}


class PackageFileForm(BroughtForm):
    file = forms.FileField(label=_("The file"), widget=forms.FileInput(attrs={"accept": ".zip"}))

    def __init__(self, *args: Any, known: Mapping[str, PictureDocument], key: str = "", **kwargs: Any) -> None:
        """``key`` of the package that it has to be, when it has to be a certain one."""
        super().__init__(*args, **kwargs)
        self.known, self.key = known, key

    def clean_file(self) -> WholePackage:
        try:
            whole = files.read(self.cleaned_data["file"], self.known)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        if self.key and whole.package.key != self.key:
            words = gettext("It is the package %(key)s, not this one.")
            raise ValidationError(words % {"key": whole.package.key})
        return whole


class PictureForm(BroughtForm):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_("SVG, PNG, JPEG or WebP. Where a photograph was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/svg+xml,image/png,image/jpeg,image/webp"}),
    )

    def clean_file(self) -> tuple[str, PictureDocument]:
        """With the name that it is to have."""
        file = self.cleaned_data["file"]
        try:
            picture = files.usable(file.read())
        except UnusablePicture as error:
            words = gettext("This file cannot be used. Choose an SVG, PNG, JPEG or WebP of at most 40 megapixels.")
            raise ValidationError(words) from error
        except drawings.UnusableDrawing as error:
            raise ValidationError(str(error)) from error
        return free_key(file.name.rpartition(".")[0], (), "picture"), picture
