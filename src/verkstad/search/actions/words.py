"""What staff make of words that people search with."""

from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.search.models import Handled
from verkstad.services import actions as services
from verkstad.services.models import Service, ServiceText


class AlreadyHandled(Exception):
    """Somebody has told already what is to be made of these words."""


class NoTextToAddTo(Exception):
    """The service has no text, so nobody can find it."""


@transaction.atomic
def answer_words(
    municipality: Municipality, *, language: str, normalised: str, service: Service, everyday_word: str, by: str
) -> Handled:
    """Let the service be what is meant, by adding the everyday word to its text.

    It is added in the language of the search where the service has a text in it, else in the municipality's main one
    or another. What a region or the state shares is called so in this municipality only.
    Raises AlreadyHandled, NoTextToAddTo, and NotShared for another municipality's service.
    """
    text_language = _text_language(service, language, municipality.main_language)
    words = [everyday_word]
    if service.municipality_id == municipality.pk:
        new = services.add_everyday_words(service, language=text_language, words=words, by=by)
    else:
        new = services.add_local_words(service, municipality, language=text_language, words=words, by=by)
    handled = _handle(
        Handled(
            municipality=municipality,
            language=language,
            normalised=normalised,
            service=service,
            everyday_word="".join(new),
            text_language=text_language,
            by=by,
        )
    )
    audit.record("words.answered", target=handled, by=by, municipality=municipality.slug, service=service.slug)
    return handled


@transaction.atomic
def set_words_aside(municipality: Municipality, *, language: str, normalised: str, by: str) -> Handled:
    """Say that the municipality has no answer to these words; raises AlreadyHandled."""
    handled = _handle(Handled(municipality=municipality, language=language, normalised=normalised, by=by))
    audit.record("words.set_aside", target=handled, by=by, municipality=municipality.slug)
    return handled


@transaction.atomic
def undo_handling(handled: Handled, *, by: str) -> None:
    """Let the words wait again, and take away the everyday word that was added for them, if it is still there."""
    if handled.service and handled.everyday_word:
        with suppress(ServiceText.DoesNotExist, services.NotShared):
            _take_away(handled, handled.service, by=by)
    audit.record("words.taken_up", target=handled, by=by, municipality=handled.municipality.slug)
    handled.delete()


def _take_away(handled: Handled, service: Service, *, by: str) -> None:
    words = [handled.everyday_word]
    if service.municipality_id == handled.municipality_id:
        services.remove_everyday_words(service, language=handled.text_language, words=words, by=by)
    else:
        services.remove_local_words(service, handled.municipality, language=handled.text_language, words=words, by=by)


def _handle(handled: Handled) -> Handled:
    handled.at = timezone.now()
    try:
        with transaction.atomic():
            handled.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyHandled(handled.normalised) from error
    return handled


def _text_language(service: Service, *wanted: str) -> str:
    there = list(service.texts.order_by("language").values_list("language", flat=True))
    if not there:
        raise NoTextToAddTo(service.slug)
    return next((language for language in wanted if language in there), there[0])
