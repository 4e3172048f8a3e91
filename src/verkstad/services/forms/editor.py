"""A service's form as a whole: from a service, or from what was typed, and back to a service."""

from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict

from verkstad.core import parts
from verkstad.services.data import ServiceData, TextData
from verkstad.services.forms.parts import ChannelPart, FactsPart, LawPart, TextPart
from verkstad.services.merge import TEXT_FIELDS
from verkstad.services.models import ChannelKind
from verkstad.services.queries.editing import Choices, find_subjects, named_subjects

MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Editor(parts.Editor):
    """The parts in the order of a service's page. ``based_on`` is the version that is edited, 0 for a new service."""

    choices: Choices
    facts: FactsPart
    texts: list[TextPart]
    channels: list[ChannelPart]
    laws: list[LawPart]
    based_on: int

    @classmethod
    def of(cls, choices: Choices, data: ServiceData, based_on: int) -> Self:
        """The form as it is before anybody has typed."""
        choices = _with_languages_of(data, choices)
        texts = {text.language: text for text in data.texts}
        keys = [":".join(key) for key in data.subjects]
        facts = {
            name: getattr(data, name) for name in ("organisation", "target_groups", "life_events", "review_months")
        }
        facts |= {"cost_amount": data.cost_amount, "processing_days": data.processing_days, "subjects": keys}
        return cls(
            choices=choices,
            facts=FactsPart(initial=facts, prefix="facts", choices=choices, subjects=named_subjects(keys)),
            texts=[_text_part(choices, language, initial=_text(texts.get(language))) for language in choices.languages],
            channels=[
                _channel_part(choices, str(row), channel.kind, initial=_channel(channel))
                for row, channel in enumerate(data.channels)
            ],
            laws=[
                LawPart(row=str(row), prefix=f"law-{row}", initial={"name": law.name, "url": law.url})
                for row, law in enumerate(data.legal_bases)
            ],
            based_on=based_on,
        )

    @classmethod
    def typed(cls, choices: Choices, data: ServiceData, values: QueryDict) -> Self:
        """The form as it was sent; ``data`` is the service as it was. Rows with strange names are left out."""
        choices = _with_languages_of(data, choices)
        rows = {name: parts.numbers_sent(values, name, MOST_ROWS) for name in ("channel", "law")}
        kinds = {row: values.get(f"channel-{row}-kind", "") for row in rows["channel"]}
        offered = dict(
            [*named_subjects(values.getlist("facts-subjects")), *find_subjects(values.get("facts-subject_words", ""))]
        )
        based_on = values.get("based_on", "")
        return cls(
            choices=choices,
            facts=FactsPart(values, prefix="facts", choices=choices, subjects=list(offered.items())),
            texts=[_text_part(choices, language, data=values) for language in choices.languages],
            channels=[
                _channel_part(choices, row, kind, data=values) for row, kind in kinds.items() if kind in ChannelKind
            ],
            laws=[LawPart(values, row=row, prefix=f"law-{row}") for row in rows["law"]],
            based_on=int(based_on) if based_on.isdecimal() else 0,
        )

    @property
    def parts(self) -> list[parts.Part]:
        return [*self.texts, *self.channels, *self.laws, self.facts]

    def data(self, before: ServiceData) -> ServiceData:
        """The service as it is written now; what the form does not ask for is as in ``before``."""
        self.is_valid()
        facts: dict[str, Any] = self.facts.cleaned_data
        amount = facts.get("cost_amount")
        groups = tuple(facts.get("target_groups", before.target_groups))
        texts = {text.language: text for text in before.texts}
        return replace(
            before,
            organisation=facts.get("organisation", before.organisation),
            texts=tuple(
                text for part in self.texts if (text := part.text(texts.get(part.language), self.choices.today))
            ),
            target_groups=before.target_groups if {*groups} == {*before.target_groups} else groups,
            channels=tuple(part.channel() for part in self.channels),
            life_events=tuple(facts.get("life_events", ())),
            subjects=tuple(_key(key) for key in facts.get("subjects", ())),
            legal_bases=tuple(part.law() for part in self.laws),
            cost_amount=amount,
            cost_currency="" if amount is None else before.cost_currency or self.choices.currency,
            processing_days=facts.get("processing_days"),
            review_months=facts.get("review_months", before.review_months),
        )


def with_rows(values: QueryDict, order: str) -> QueryDict:
    """What was typed, after a row was added ("channel-add:phone"), taken away ("law-remove:3") or moved."""
    return parts.with_parts(values, order, dict.fromkeys(("channel", "law"), MOST_ROWS), _begin, rows=0)


def _begin(values: QueryDict, prefix: str, kind: str) -> None:
    if prefix.startswith("channel"):
        values[f"{prefix}-kind"] = kind


def _with_languages_of(data: ServiceData, choices: Choices) -> Choices:
    """With those that the service has and the municipality does not speak any longer: nothing gets lost."""
    others = [text.language for text in data.texts]
    others += [language for channel in data.channels for language in channel.label]
    return replace(choices, languages=tuple(dict.fromkeys([*choices.languages, *others])))


def _text_part(choices: Choices, language: str, **values: Any) -> TextPart:
    is_main = language == choices.languages[0]
    return TextPart(**values, prefix=f"text-{language}", language=language, is_main=is_main)


def _channel_part(choices: Choices, row: str, kind: str, **values: Any) -> ChannelPart:
    return ChannelPart(**values, prefix=f"channel-{row}", row=row, kind=kind, languages=choices.languages)


def _text(text: TextData | None) -> dict[str, Any]:
    if text is None:
        return {}
    return {name: getattr(text, name) for name in TEXT_FIELDS} | {"everyday_words": "\n".join(text.everyday_words)}


def _channel(channel: Any) -> dict[str, Any]:
    fields = ("kind", "url", "eid_need", "number", "email", "address")
    values = {name: getattr(channel, name) for name in fields}
    return values | {f"label_{language}": words for language, words in channel.label.items()}


def _key(key: str) -> tuple[str, str]:
    scheme, _, code = key.partition(":")
    return scheme, code
